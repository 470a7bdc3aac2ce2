/**
 * Text as it is searched: lower case, without Vietnamese diacritics, single spaces. "Đảng ủy Ba Đình" → "dang uy ba dinh".
 * The database's `app.search_text` gives the same answer.
 */
export function searchText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/đ/gu, 'd')
    .replace(/Đ/gu, 'D')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
}
