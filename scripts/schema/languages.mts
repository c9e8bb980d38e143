const modules = { wsc: "Wsc", filesafer: "FileSafer", securitymonitoring: "SecurityMonitoring" };

/** How the SDKs are called that are generated from the schema. */
export const languages = {
  // `pulumi-ncloud-security` is this package itself, which programs in TypeScript use without a generated SDK.
  nodejs: { packageName: "pulumi-ncloud-security-generated" },
  python: { packageName: "pulumi_ncloud_security", pyproject: { enabled: true } },
  go: {
    importBasePath: "github.com/pulumi-ncloud-security/pulumi-ncloud-security/sdk/go/ncloudsecurity",
    generateResourceContainerTypes: false,
  },
  csharp: { namespaces: { "ncloud-security": "NcloudSecurity", ...modules } },
  java: { buildFiles: "gradle" },
};
