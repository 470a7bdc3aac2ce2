import type { OrgSector, OrgType, Side, SuccessionKind } from './schema.ts'

/** Vietnamese names of the types of organizations. */
export const orgTypeLabelsVi: Readonly<Record<OrgType, string>> = {
  'city-org': 'Đảng bộ thành phố',
  'direct-org': 'Đảng bộ trực thuộc Thành ủy',
  'grassroots-committee-org': 'Đảng bộ cơ sở',
  'grassroots-cell': 'Chi bộ cơ sở',
  'sectional-org': 'Đảng bộ bộ phận',
  'subordinate-org': 'Đảng bộ trực thuộc cơ sở',
  'subordinate-cell': 'Chi bộ trực thuộc',
  cell: 'Chi bộ',
  'city-peoples-committee': 'Ủy ban nhân dân thành phố',
  'district-peoples-committee': 'Ủy ban nhân dân quận, huyện, thị xã',
  'commune-peoples-committee': 'Ủy ban nhân dân xã, phường',
  department: 'Cơ quan chuyên môn thuộc Ủy ban nhân dân',
  inspectorate: 'Thanh tra',
  'front-committee': 'Ủy ban Mặt trận Tổ quốc Việt Nam',
  'socio-political-organization': 'Tổ chức chính trị - xã hội',
}

/** Vietnamese names of the sectors. */
export const orgSectorLabelsVi: Readonly<Record<OrgSector, string>> = {
  neighbourhood: 'Thôn, tổ dân phố',
  agency: 'Cơ quan',
  'public-service-unit': 'Đơn vị sự nghiệp',
  'state-enterprise': 'Doanh nghiệp nhà nước',
  'private-enterprise': 'Doanh nghiệp ngoài nhà nước',
  cooperative: 'Hợp tác xã',
  police: 'Công an',
  military: 'Quân đội',
  other: 'Khác',
  'residence-213': 'Đảng viên 213',
}

/** Vietnamese names of the sides. */
export const sideLabelsVi: Readonly<Record<Side, string>> = { party: 'Đảng', state: 'Nhà nước', front: 'Mặt trận' }

/** Vietnamese names of the structural acts. */
export const successionKindLabelsVi: Readonly<Record<SuccessionKind, string>> = {
  establishment: 'Thành lập',
  merger: 'Sáp nhập',
  split: 'Chia tách',
  transfer: 'Chuyển giao',
  rename: 'Đổi tên',
  dissolution: 'Giải thể',
}
