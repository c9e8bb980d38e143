import * as security from "../../../sdk";
import type { Artefact, Artefacts } from "../files";
import { type Done, type Edits, Member, pickFrom } from "./member";

const allowances = ["clean", "any"] as const;

/** A FileInspection of a file on disk, whose contents File Safer finds clean. */
export class Inspection extends Member {
  /** Every content that the file ever had; NCP keeps what it has found of each. */
  readonly contents = new Set<string>();
  readonly #file: string;
  #artefact: Artefact;
  #content = 0;
  #release = 0;
  #allow = 0;
  #password = 0;

  constructor(
    name: string,
    private readonly artefacts: Artefacts,
  ) {
    super(name);
    this.#file = `${name}.txt`;
    this.#artefact = this.#write();
  }

  override declare(): void {
    const { path: source } = this.#artefact;
    const allow = pickFrom(allowances, this.#allow);
    const archivePassword = `password ${this.#password}`;
    const triggers = { release: this.#release };
    const args = { source, allow, archivePassword, triggers };
    new security.filesafer.FileInspection(this.name, args, this.options());
  }

  override edits(): Edits {
    return {
      content: () => this.#rewrite(),
      allow: () => this.#permit(),
      password: () => this.#lock(),
      "run again": () => this.#rerun(),
    };
  }

  /** There are two contents, so that the file may come back to one that was inspected before. */
  #rewrite(): Done {
    this.#content = 1 - this.#content;
    this.#artefact = this.#write();
    return { words: "another content" };
  }

  #permit(): Done {
    this.#allow += 1;
    return { words: "another allow" };
  }

  #lock(): Done {
    this.#password += 1;
    return { words: "another password" };
  }

  #rerun(): Done {
    this.#release += 1;
    this.bill.uploads += 1;
    return { words: "run again" };
  }

  /** What was found clean before is not uploaded again. */
  #write(): Artefact {
    const artefact = this.artefacts.write(this.#file, `${this.#file} ${this.#content}\n`);
    if (!this.contents.has(artefact.sha1)) this.bill.uploads += 1;
    this.contents.add(artefact.sha1);
    return artefact;
  }
}
