import type { AccountRowMessages } from './row-messages.en.ts'

/** Words of an import of accounts in Vietnamese; `{…}` stands for the fact of that name in the note. */
export const accountRowMessagesVi: AccountRowMessages = {
  refusals: {
    MISSING_VALUE: 'Cột “{column}” để trống.',
    USERNAME_MALFORMED:
      'Tên đăng nhập “{value}” phải có từ 3 đến 30 ký tự: chữ a–z không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.',
    NAME_TOO_LONG: 'Họ và tên dài quá {required} ký tự.',
    NAME_DIFFERS: 'Tên đăng nhập này đã thuộc về người khác: “{required}”.',
    REASON_TOO_LONG: 'Lý do dài quá {required} ký tự.',
    UNKNOWN_ROLE: 'Không có vai trò “{value}”.',
    ORGANIZATION_MISSING: 'Vai trò này phải có mã tổ chức.',
    ORGANIZATION_NOT_WANTED: 'Vai trò này không gắn với tổ chức nào; hãy để trống mã tổ chức.',
    UNKNOWN_ORGANIZATION: 'Ngày {required} không có tổ chức nào mang mã “{value}”.',
    DAY_MALFORMED: '“{value}” không phải là ngày; ghi dạng ngày/tháng/năm.',
    ENDS_BEFORE_IT_BEGINS: 'Ngày cuối {value} trước ngày bắt đầu {required}.',
    UNKNOWN_CARD: 'Không có đảng viên nào mang số thẻ “{value}”.',
    CARD_OF_ANOTHER: 'Số thẻ “{value}” không thuộc về người có họ tên này.',
    CARD_TAKEN: 'Đảng viên mang số thẻ “{value}” đã có tài khoản.',
    CARD_DIFFERS: 'Tài khoản đã có; số thẻ đảng viên không đổi được bằng cách nhập tệp.',
    OWN_ACCOUNT: 'Không ai tự giao vai trò cho chính mình.',
    ACCOUNT_CLOSED: 'Tài khoản “{value}” đã đóng.',
    ROLE_TWICE: 'Tài khoản đã có vai trò này tại tổ chức này trong thời gian đó.',
    ROLES_KEPT_APART: 'Không được giữ đồng thời với vai trò {required}.',
    DUTIES_OVERLAP:
      'Trùng với vai trò {required} mà một người không nên kiêm; hãy ghi lý do kiêm nhiệm vào cột “Lý do”.',
  },
  columns: {
    username: 'Tên đăng nhập',
    displayName: 'Họ và tên',
    cardNumber: 'Số thẻ đảng viên',
    role: 'Vai trò',
    organizationCode: 'Mã tổ chức đảng',
    validFrom: 'Từ ngày',
    validTo: 'Đến hết ngày',
    reason: 'Lý do, số quyết định',
  },
}
