/** A name cut to the width kept for it (pixels, 14 px text), so that it stays on one line; the table twin has it whole. */
export function cutName(name: string, width: number): string {
  const most = Math.floor(width / 7.4)
  return name.length <= most ? name : `${name.slice(0, Math.max(1, most - 1)).trimEnd()}…`
}
