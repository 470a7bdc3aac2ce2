/**
 * Why an uploaded table cannot be read. `line` is the line of the file (row of the sheet) counted from 1. Texts are in
 * this room's messages.
 */
export type TableRefusal =
  | { readonly code: 'empty-file' }
  | { readonly code: 'not-a-workbook' }
  | { readonly code: 'not-a-text-table' }
  | { readonly code: 'old-workbook' }
  | { readonly code: 'password-protected' }
  | { readonly code: 'damaged' }
  | { readonly code: 'too-large' }
  | { readonly code: 'not-utf8' }
  | { readonly code: 'no-head-row' }
  | { readonly code: 'no-such-sheet' }
  | { readonly code: 'malformed-csv'; readonly line: number }
  | { readonly code: 'too-many-cells'; readonly line: number }

/** Carries a refusal up through the readers' generators; the doors of this room turn it back into a `Result`. */
export class TableRefused extends Error {
  readonly refusal: TableRefusal
  constructor(refusal: TableRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}
