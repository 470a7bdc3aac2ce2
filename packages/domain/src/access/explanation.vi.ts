import type { ExplanationTexts } from './explanation.en.ts'
import { roleLabelsVi } from './labels.vi.ts'

/** Words of the explanation of rights in Vietnamese; `{…}` stands for a fact. */
export const explanationTextsVi: ExplanationTexts = {
  verdict: { yes: 'Xem được', no: 'Không xem được' },
  classes: {
    tree: {
      name: 'hồ sơ của tổ chức',
      policy:
        'Hồ sơ của tổ chức mở cho vai trò được đọc tổ chức, trong tổ chức được giao và mọi tổ chức đảng trực thuộc theo cây tổ chức và hồ sơ kế thừa.',
    },
    person: {
      name: 'hồ sơ của người',
      policy:
        'Hồ sơ của người chỉ mở cho vai trò được đọc hồ sơ người, trong tổ chức được giao và bên dưới; và cho chính đảng viên đó.',
    },
    directory: { name: 'danh bạ', policy: 'Tên, mã, loại hình mở cho mọi tài khoản đang giữ một vai trò.' },
    own: { name: 'dữ liệu riêng của tài khoản', policy: 'Chỉ mở cho chính tài khoản đã lập.' },
    trail: { name: 'nhật ký truy cập', policy: 'Chỉ mở cho kiểm toán quyền riêng tư.' },
    accounts: { name: 'tài khoản', policy: 'Chỉ mở cho quản trị hệ thống, và cho mỗi người với dữ liệu của mình.' },
  },
  roles: {
    ...roleLabelsVi,
    'break-glass': 'Truy cập khẩn cấp',
    'service-operator': 'Lệnh vận hành',
    'service-campaign': 'Dịch vụ đợt xếp loại',
    'service-sealer': 'Dịch vụ niêm phong',
    'service-screening': 'Dịch vụ nhận diện sớm',
    'service-watch': 'Dịch vụ danh sách theo dõi',
    'service-inspection': 'Dịch vụ kiểm tra, giám sát',
    'service-incidents': 'Dịch vụ vụ việc phức tạp',
    'service-information': 'Dịch vụ thông tin',
    'service-key': 'Khóa kết nối',
  },
  title: '{role}, {organization}',
  titleEverywhere: '{role}',
  own: 'Đây là hồ sơ của chính người này.',
  closed: 'Tài khoản đã đóng từ ngày {day}.',
  noRight: 'Tài khoản chưa từng giữ vai trò nào.',
  breakGlassAbsent: 'Không có truy cập khẩn cấp nào đang mở đối với tổ chức này.',
  otherPolicies: 'Bảng này còn có quy định riêng ngoài lớp; ở đây chỉ giải thích theo lớp.',
  given: '{by} giao ngày {day}',
  givenBecause: '{by} giao ngày {day}: {reason}',
  opening: 'Số {caseNumber}: {reason}',
  period: {
    'in-force': 'Đang hiệu lực: từ {from} đến {to}.',
    'not-begun': 'Chưa hiệu lực: bắt đầu từ {from}.',
    ended: 'Đã hết hiệu lực: kết thúc ngày {to}.',
  },
  openingPeriod: { 'in-force': 'Đang mở đến {until}.', ended: 'Đã đóng từ {until}.' },
  opens: 'Vai trò “{role}” được đọc lớp “{class}”.',
  opensNot: 'Vai trò “{role}” không được đọc lớp “{class}”.',
  mayNotHold: 'Tài khoản không còn vai trò nào được phép mở khẩn cấp.',
  reach: {
    'not-needed': 'Lớp này không gắn với tổ chức.',
    everything: 'Tổ chức được giao là gốc của toàn bộ cây tổ chức.',
    itself: 'Hồ sơ thuộc chính tổ chức được giao.',
    reached: 'Hồ sơ nằm dưới tổ chức được giao, qua {count} bước.',
    broken: 'Đường đi lên không còn đúng vào ngày này: {step}.',
    apart: 'Tổ chức được giao không nằm trên đường đi lên; cả hai cùng thuộc {organization}.',
    'apart-alone': 'Tổ chức được giao không nằm trên đường đi lên.',
  },
  step: {
    parent: '{organization} trực thuộc {above}, từ {from} đến {to}',
    succession: '{above} kế thừa hồ sơ của {organization} theo quyết định {decision}, từ {from} đến {to}',
    'last-parent': '{organization} đã kết thúc; cấp trên cuối cùng là {above} giữ hồ sơ, từ {from} đến {to}',
  },
  stepEnded: '{step} (đã hết từ {to})',
  stepNotBegun: '{step} (chưa có trước {from})',
  noEnd: 'nay',
}
