import type { Confidence } from '../shared/index.ts'
import type { OrgType, Side } from './schema.ts'

/** A body of the city that no file lists: its name, how well the name is known, and from where. */
export type ListedBody = {
  readonly side: Exclude<Side, 'party'>
  readonly kind: OrgType
  /** Made by this product (design); no official code is known. */
  readonly code: string
  readonly name: string
  readonly confidence: Confidence
  readonly source: string
}

const departments = 'sắp xếp cơ quan chuyên môn của Ủy ban nhân dân thành phố Hà Nội, 2025'
const membersOfFront = 'các tổ chức chính trị - xã hội thuộc Mặt trận Tổ quốc Việt Nam, 2025'

const department = (code: string, name: string): ListedBody => ({
  side: 'state',
  kind: 'department',
  code: `01.${code}`,
  name,
  confidence: 'M',
  source: departments,
})
const society = (code: string, name: string): ListedBody => ({
  side: 'front',
  kind: 'socio-political-organization',
  code: `01.${code}`,
  name,
  confidence: 'M',
  source: membersOfFront,
})

/**
 * The city's departments, its inspectorate and the five socio-political organizations, as remembered (M): to be compared
 * with the city's own list before use. They begin on the day of the two-level government, a convention (design); it is no
 * founding day, and the list says nothing of what stood before.
 */
export const listedBodies: readonly ListedBody[] = [
  department('VP', 'Văn phòng Ủy ban nhân dân thành phố Hà Nội'),
  department('SNV', 'Sở Nội vụ thành phố Hà Nội'),
  department('STC', 'Sở Tài chính thành phố Hà Nội'),
  department('SXD', 'Sở Xây dựng thành phố Hà Nội'),
  department('SNNMT', 'Sở Nông nghiệp và Môi trường thành phố Hà Nội'),
  department('SCT', 'Sở Công Thương thành phố Hà Nội'),
  department('SKHCN', 'Sở Khoa học và Công nghệ thành phố Hà Nội'),
  department('SGDDT', 'Sở Giáo dục và Đào tạo thành phố Hà Nội'),
  department('SYT', 'Sở Y tế thành phố Hà Nội'),
  department('STP', 'Sở Tư pháp thành phố Hà Nội'),
  department('SVHTT', 'Sở Văn hóa và Thể thao thành phố Hà Nội'),
  department('SDL', 'Sở Du lịch thành phố Hà Nội'),
  department('SQHKT', 'Sở Quy hoạch - Kiến trúc thành phố Hà Nội'),
  department('SDTTG', 'Sở Dân tộc và Tôn giáo thành phố Hà Nội'),
  { ...department('TT', 'Thanh tra thành phố Hà Nội'), kind: 'inspectorate' },
  society('LDLD', 'Liên đoàn Lao động thành phố Hà Nội'),
  society('HND', 'Hội Nông dân thành phố Hà Nội'),
  society('TD', 'Đoàn Thanh niên Cộng sản Hồ Chí Minh thành phố Hà Nội'),
  society('HLHPN', 'Hội Liên hiệp Phụ nữ thành phố Hà Nội'),
  society('HCCB', 'Hội Cựu chiến binh thành phố Hà Nội'),
]

/** What is known of the name of a listed body, by side and code; null for every other organization. */
export function listedBody(side: Side, code: string): ListedBody | null {
  return listedBodies.find((body) => body.side === side && body.code === code) ?? null
}
