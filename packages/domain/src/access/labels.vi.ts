import type { Role } from './schema.ts'

/** Vietnamese names of the roles, as the frame, papers and import tables say them. */
export const roleLabelsVi: Readonly<Record<Role, string>> = {
  member: 'Đảng viên',
  'org-secretary': 'Bí thư chi bộ',
  'cell-teller': 'Người kiểm phiếu',
  'grassroots-office': 'Văn phòng Đảng ủy',
  'grassroots-committee': 'Đảng ủy cơ sở',
  'organization-board': 'Ban Tổ chức',
  'standing-committee': 'Ban thường vụ cấp ủy cấp trên trực tiếp',
  'city-office': 'Văn phòng Thành ủy',
  'area-member': 'Người phụ trách địa bàn',
  'inspection-commission': 'Cán bộ Ủy ban Kiểm tra',
  receptionist: 'Cán bộ tiếp công dân',
  'unit-head': 'Thủ trưởng đơn vị',
  'system-admin': 'Quản trị hệ thống',
  'privacy-auditor': 'Người kiểm tra nhật ký',
  'identity-custodian': 'Người giữ danh tính',
}
