/** What this package uses of fontkit, which brings no types of its own. */
declare module 'fontkit' {
  export type ParsedFont = object
  type Format = {
    probe: (bytes: Uint8Array) => boolean
    new (stream: { readonly buffer: Uint8Array }): object
  }
  export function create(bytes: Uint8Array): ParsedFont
  export function registerFormat(format: Format): void
}
