import type {
  DisciplineForm,
  DisciplineState,
  MemberKind,
  MemberStatus,
  MembershipKind,
  PartyPost,
  WorkGroup,
} from './schema.ts'

/** Names of every list of values of the members room, in one language. */
export type MemberLabels = {
  readonly kinds: Readonly<Record<MemberKind, string>>
  readonly statuses: Readonly<Record<MemberStatus, string>>
  readonly posts: Readonly<Record<PartyPost, string>>
  readonly memberships: Readonly<Record<MembershipKind, string>>
  readonly disciplineForms: Readonly<Record<DisciplineForm, string>>
  readonly disciplineStates: Readonly<Record<DisciplineState, string>>
  readonly workGroups: Readonly<Record<WorkGroup, string>>
}

/** Vietnamese names; the import of members accepts them as well as the codes. */
export const memberLabelsVi: MemberLabels = {
  kinds: { full: 'Chính thức', probationary: 'Dự bị' },
  statuses: {
    active: 'Đang sinh hoạt',
    exempt: 'Miễn công tác và sinh hoạt đảng',
    suspended: 'Đình chỉ sinh hoạt đảng',
    'temporary-transfer': 'Chuyển sinh hoạt tạm thời',
    'long-absence': 'Vắng dài ngày',
    'transferred-out': 'Đã chuyển sinh hoạt đi',
    'struck-off': 'Xóa tên',
    expelled: 'Khai trừ',
    deceased: 'Từ trần',
  },
  posts: { secretary: 'Bí thư', 'deputy-secretary': 'Phó bí thư', 'committee-member': 'Cấp ủy viên' },
  memberships: {
    official: 'Sinh hoạt chính thức',
    temporary: 'Sinh hoạt tạm thời',
    'residence-link': 'Giữ mối liên hệ nơi cư trú',
  },
  disciplineForms: {
    reprimand: 'Khiển trách',
    warning: 'Cảnh cáo',
    'removal-from-post': 'Cách chức',
    expulsion: 'Khai trừ',
    dissolution: 'Giải tán',
  },
  disciplineStates: {
    effective: 'Đang có hiệu lực',
    lapsed: 'Chấm dứt hiệu lực',
    'revoked-wrongful': 'Đã hủy do oan, sai',
  },
  workGroups: {
    'in-political-system': 'Trong hệ thống chính trị',
    'outside-political-system': 'Không làm việc trong hệ thống chính trị',
  },
}
