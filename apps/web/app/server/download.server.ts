/** A file made for the asker. */
export type Download = { readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array }

/**
 * The answer that gives a file out. It names persons, so no cache keeps it, and it is a file of its own, never a page. The
 * name is written without diacritics: every browser and file share takes it as it is.
 */
export const asDownload = ({ fileName, contentType, bytes }: Download): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': contentType,
      'content-length': String(bytes.byteLength),
      'content-disposition': `attachment; filename="${plainName(fileName)}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })

const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\w.-]+/gu, '-')
