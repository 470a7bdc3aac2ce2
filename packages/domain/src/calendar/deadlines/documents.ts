/** The documents behind the keys of `basis`, as they are cited in Vietnamese. */
export const deadlineDocuments: Readonly<Record<string, string>> = {
  L1: 'Luật Tiếp công dân số 42/2013/QH13 (sửa đổi bởi Luật số 136/2025/QH15)',
  L2: 'Luật Khiếu nại số 02/2011/QH13 (sửa đổi bởi Luật số 136/2025/QH15)',
  L3: 'Luật Tố cáo số 25/2018/QH14 (sửa đổi bởi Luật số 136/2025/QH15)',
  D1: 'Nghị định số 154/2026/NĐ-CP',
  D2: 'Nghị định số 124/2020/NĐ-CP (sửa đổi bởi Nghị định số 155/2026/NĐ-CP)',
  D3: 'Nghị định số 31/2019/NĐ-CP (sửa đổi bởi Nghị định số 156/2026/NĐ-CP)',
  C1: 'Thông tư số 05/2021/TT-TTCP',
  C4: 'Thông tư số 06/2025/TT-TTCP',
  P2: 'Quy định số 11-QĐi/TW, Kết luận số 215-KL/TW',
}

/** The basis of a rule in words: "L2:28" becomes the law's name and the provision; what is no key stays as it is. */
export function citeBasis(basis: string): string {
  return basis
    .split('; ')
    .map((part) => {
      const [key = '', ...rest] = part.split(':')
      const document = deadlineDocuments[key]
      if (document === undefined) return part
      return rest.length === 0 ? document : `${citeProvisions(rest.join(':'))} ${document}`
    })
    .join('; ')
}

/** A provision in words: "29.3" is read as the clause of the article. */
export function citeProvisions(provision: string): string {
  const [, article, clause, point] = /^(\d+[a-z]?)(?:\.(\d+)([a-zđ])?)?$/u.exec(provision) ?? []
  if (article === undefined) return /^\d/u.test(provision) ? `Điều ${provision}` : `(${provision})`
  return [point && `điểm ${point}`, clause && `khoản ${clause}`, `Điều ${article}`].filter(Boolean).join(' ')
}
