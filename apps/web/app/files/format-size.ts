/** A size for reading: bytes in the largest unit that leaves at least one, at most one digit after the point. */
export function formatSize(bytes: number): string {
  const [kilobytes, megabytes] = [bytes / 1024, bytes / 1024 / 1024]
  if (kilobytes < 1) return `${bytes} B`
  return megabytes < 1 ? `${Math.round(kilobytes)} KB` : `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB`
}
