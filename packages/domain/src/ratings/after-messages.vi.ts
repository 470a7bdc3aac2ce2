import type { AfterMessages } from './after-messages.ts'

/** What surrounds a decision, in Vietnamese. */
export const afterMessagesVi = {
  checks: {
    'TC-01': 'Đề nghị mức {levels} trong khi có kỷ luật: {actual}.',
    'TC-02': 'Có {count} đơn, vụ việc quá hạn trong khi lãnh đạo hoặc tập thể được đề nghị mức {levels}.',
    'TC-03': 'Có {count} chỉ tiêu không đạt trong khi lãnh đạo hoặc tập thể được đề nghị mức {levels}.',
    'TC-04': 'Có {count} đơn vị trực thuộc yếu kém trong khi lãnh đạo hoặc tập thể được đề nghị mức {levels}.',
    'TC-05': 'Điểm sinh hoạt chi bộ trung bình {points}, dưới {least}, trong khi có mức đề nghị là {levels}.',
    'TC-06': 'Đề nghị mức {levels}; mức tự nhận là {required}.',
    'TC-07':
      'Xuất sắc {xs} trên {rated} người; các đơn vị tương đồng {peerXs} trên {peerRated}: cao hơn quá {over} điểm phần trăm.',
    'TC-08': 'Có {count} dấu hiệu yếu kém chưa được xử lý trong khi được đề nghị mức {levels}.',
    'TC-09': 'Cấp trên trực tiếp đang xem xét. Chưa quyết định mức cho đến khi có chỉ đạo của cấp trên.',
  },
  checkNames: {
    'TC-01': 'Kỷ luật',
    'TC-02': 'Đơn, vụ việc quá hạn',
    'TC-03': 'Chỉ tiêu không đạt',
    'TC-04': 'Đơn vị trực thuộc yếu kém',
    'TC-05': 'Chất lượng sinh hoạt',
    'TC-06': 'Mức tự nhận',
    'TC-07': 'Tỷ lệ so với đơn vị tương đồng',
    'TC-08': 'Dấu hiệu yếu kém',
    'TC-09': 'Chờ chỉ đạo của cấp trên',
  },
  unitFacts: {
    overduePetitions: 'Đơn, vụ việc quá hạn',
    missedTargets: 'Chỉ tiêu không đạt',
    weakSubUnits: 'Đơn vị trực thuộc yếu kém',
    meetingScore: 'Điểm sinh hoạt trung bình năm',
  },
  amendments: {
    'SD-01': 'Quyết định chưa hợp lệ: {part}.',
    'SD-02': 'Mức mới giống mức đã quyết định, không có gì để sửa.',
    'SD-03':
      'Sau khi đánh giá, xếp loại lại, nhóm vượt tỉ lệ xếp loại HTXSNV {excess} ({xs} mức HTXSNV, tối đa {limit}) và chưa có số quyết định cho áp dụng tỷ lệ cao hơn.',
    'SD-04':
      'Người đứng đầu xếp {actual}, cao hơn tập thể hoặc tập thể chưa có mức, và chưa có quyết định của cấp trên.',
    'SD-05': 'Căn cứ chưa đủ: {part}.',
    'SD-06': 'Người chuẩn bị không được tự quyết định. Cần một người khác của cấp có thẩm quyền.',
    'SD-07': 'Không xếp xuất sắc khi có điều kiện loại trừ ({actual}).',
    'SD-08': 'Không được quyết định về chính mình.',
    'SD-09': 'Quyết định đánh giá, xếp loại lại phải có số khác số {actual} của quyết định trước.',
  },
  amendmentParts: {
    number: 'chưa có số',
    day: 'chưa có ngày',
    signer: 'chưa có người ký',
    'before-old': 'ngày ban hành trước ngày của quyết định cũ',
    'in-future': 'ngày ban hành ở tương lai',
    'ground-document': 'chưa có số văn bản làm căn cứ',
    'ground-issuer': 'chưa có cơ quan ban hành văn bản',
    'ground-day': 'chưa có ngày văn bản',
    'legal-basis': 'chưa có căn cứ pháp lý',
    reason: 'chưa có lý do',
  },
  consequences: {
    AWARD_ANNULLED: 'Hủy {count} khen thưởng dựa trên mức cũ ({years}).',
    CANDIDATE_LOST: 'Không còn trong danh sách đề nghị khen thưởng ({years}).',
    CANDIDATE_GAINED: 'Có thể đề nghị khen thưởng ({years}); cần người xem xét.',
    SCREENING_OPENED: 'Hai năm liền không hoàn thành nhiệm vụ ({years}): mở nhiệm vụ rà soát, sàng lọc cho chi bộ.',
    SCREENING_GROUND_GONE: 'Nhiệm vụ rà soát không còn căn cứ ({years}); chi bộ ghi lý do để đóng.',
    COLLECTIVE_TO_REVIEW: 'Thành viên vi phạm: cần xem lại mức của tập thể và tổ chức năm {years}. Máy không tự hạ.',
    SUPERIOR_TO_REVIEW:
      'Tổ chức trực thuộc vi phạm: cần xem lại mức của tổ chức cấp trên năm {years}. Máy không tự hạ.',
    HEAD_TO_REVIEW: 'Có {count} người đứng đầu xếp cao hơn tập thể năm {years}; cần người xem xét. Máy không tự hạ.',
    QUOTA_CHANGED: 'Số HTXSNV tối đa của nhóm năm {years} đổi từ {before} thành {after}.',
  },
  disciplineForms: {
    reprimand: 'khiển trách',
    warning: 'cảnh cáo',
    'removal-from-post': 'cách chức',
    expulsion: 'khai trừ',
    dissolution: 'giải tán',
  },
  sources: {
    superior: 'Cấp ủy cấp trên trực tiếp',
    'self-review': 'Bản kiểm điểm',
    proposals: 'Các mức đang đề nghị trong đợt này',
    signs: 'Dấu hiệu đang mở trong phần nhận diện sớm',
  },
} as const satisfies AfterMessages
