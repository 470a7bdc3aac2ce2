type Content = { readonly sizeBytes: number; readonly sha256: string }

/**
 * The one part of a content that a request asks for, so that a broken download can go on: both ends included. Null for the whole
 * content, also where several parts are asked for or the content has changed since (`If-Range`).
 */
export function rangeOf(
  request: Request,
  { sizeBytes, sha256 }: Content,
): { readonly from: number; readonly to: number } | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/u.exec(request.headers.get('range') ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  const condition = request.headers.get('if-range')
  if (condition !== null && condition !== `"${sha256}"`) return null
  const from = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  const to = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  return from > to || from >= sizeBytes ? 'unsatisfiable' : { from, to }
}
