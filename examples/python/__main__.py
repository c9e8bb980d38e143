"""A site is scanned at each release, and a serious finding stops it."""

import pulumi
from pulumi_ncloud_security import filesafer, wsc

config = pulumi.Config()

scan = wsc.ScanJob(
    "shop",
    start_url=config.get("url") or "https://shop.example.com/",
    user_agent=wsc.UserAgent.PC_CHROME,
    triggers={"release": config.get("release") or "1.0.0"},
    gate={"high": 0},
)

filesafer.NotificationConfig(
    "uploads",
    filter=filesafer.Filter.FILE,
    notification_type=filesafer.NotificationType.MALWARE,
)

report = wsc.get_report_output(instance_no=scan.instance_no)

pulumi.export("job", scan.instance_no)
pulumi.export("findings", scan.risk_counts)
pulumi.export("domains", report.scanned__domain__list)
