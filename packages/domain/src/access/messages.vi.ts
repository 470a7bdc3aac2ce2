import type { AccessMessages } from './messages.en.ts'

/** Words of the access room in Vietnamese; `{…}` stands for the fact of that name in the refusal. */
export const accessMessagesVi: AccessMessages = {
  refusals: {
    'username-malformed':
      'Tên đăng nhập “{value}” phải có từ 3 đến 30 ký tự: chữ a–z không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.',
    'password-too-short': 'Mật khẩu phải có ít nhất {required} ký tự; mật khẩu vừa nhập có {actual}.',
    'password-too-long': 'Mật khẩu có nhiều nhất {required} ký tự; mật khẩu vừa nhập có {actual}.',
    'password-like-username': 'Mật khẩu quá giống tên đăng nhập.',
    'password-too-common': 'Mật khẩu này dễ bị đoán. Hãy chọn mật khẩu khác.',
    'password-unchanged': 'Mật khẩu mới trùng với mật khẩu cũ.',
    'grant-period-empty': 'Vai trò kết thúc ({to}) trước khi bắt đầu ({from}).',
    'grant-needs-organization': 'Vai trò {role} phải gắn với một tổ chức.',
    'grant-twice': 'Tài khoản đã có vai trò {role} tại tổ chức này trong thời gian đó.',
    'roles-kept-apart': 'Một tài khoản không được giữ đồng thời vai trò {role} và {other}.',
    'username-taken': 'Đã có tài khoản với tên đăng nhập này.',
    'member-has-account': 'Đảng viên này đã có tài khoản.',
    'unknown-account': 'Không có tài khoản này.',
    'unknown-grant': 'Không có vai trò nào như vậy đang có hiệu lực.',
    'unknown-member': 'Không có đảng viên này.',
    'unknown-organization': 'Hôm nay không có tổ chức nào mang mã này.',
    'own-account': 'Không ai tự làm việc này với tài khoản của mình.',
    'wrong-credentials': 'Tên đăng nhập hoặc mật khẩu không đúng.',
    'too-many-attempts': 'Đã thử quá nhiều lần. Hãy thử lại sau {retryAfterSeconds} giây.',
    'wrong-code': 'Mã không đúng hoặc đã được dùng.',
    'challenge-expired': 'Đã quá thời gian đăng nhập. Hãy nhập lại tên đăng nhập và mật khẩu.',
    'wrong-password': 'Mật khẩu không đúng.',
    'second-factor-on': 'Xác thực hai lớp đã được bật.',
    'second-factor-off': 'Xác thực hai lớp chưa được bật.',
    'unknown-session': 'Không có phiên đăng nhập này.',
    'signed-out': 'Phiên đăng nhập đã kết thúc. Hãy đăng nhập lại.',
    'request-id-taken': 'Biểu mẫu này đã được dùng cho một việc khác. Hãy mở lại trang.',
  },
  separation: {
    'proposer-decider': 'người đề xuất không quyết định',
    'owner-reviewer': 'người lập kế hoạch không đánh giá kế hoạch',
    'entered-verified': 'người nhập không xác nhận',
    'custodian-settler': 'người giữ danh tính không giải quyết vụ việc',
    'administrator-content': 'người quản trị tài khoản không xử lý nội dung',
    'auditor-audited': 'người kiểm tra nhật ký không làm việc được ghi trong nhật ký',
    'keepers-apart': 'tài khoản, nhật ký và danh tính do những người khác nhau giữ',
  },
}
