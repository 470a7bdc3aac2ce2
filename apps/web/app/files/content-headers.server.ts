import { type FileKind, fileKindFacts } from '@nq15/domain/files'

/** What the headers of a content are made from. */
type Content = { readonly fileName: string; readonly kind: FileKind; readonly sizeBytes: number }

/**
 * Headers under which a content is given out: its exact type and nothing guessed, a file of its own and never a page, no
 * cache, no scripts should a browser open it after all. The front door adds `nosniff` and the same-origin policy to every
 * answer; said twice, the latter would count as not said.
 */
export function contentHeaders({ fileName, kind, sizeBytes }: Content, { inline }: { inline: boolean }): Headers {
  return new Headers({
    'content-type': fileKindFacts[kind].contentType,
    'content-length': String(sizeBytes),
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${plain(fileName)}"; filename*=UTF-8''${encoded(fileName)}`,
    'cache-control': 'private, no-store, no-transform',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
}

/** For what knows no other names: ASCII without marks. */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\w.-]+/gu, '-')

/** RFC 5987: everything but its few free characters in percent form. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/gu, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
