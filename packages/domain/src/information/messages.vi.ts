import type { InformationMessages } from './messages.en.ts'

/** The refusals of questions and opinion notes in Vietnamese. */
export const informationMessagesVi: InformationMessages = {
  findings: {
    NAMES_A_PERSON: 'Các chữ sau có thể nhận ra một người ({mark}): {condition}. Chỉ ghi chức vụ, cơ quan và địa bàn.',
    SAME_OFFICER: 'Người dự phòng phải là chức vụ khác với người chịu trách nhiệm trả lời.',
    DUE_IN_PAST: 'Hạn đã qua.',
    DAY_AHEAD: 'Ngày ghi ở phía trước.',
    SPOKEN_BEFORE_OPENED: 'Ngày có ý kiến trước ngày ghi câu hỏi.',
    NOTHING_DRAFTED: 'Từ lần công bố trước chưa soạn câu trả lời mới.',
    DRAFTER_AGREES: 'Đồng chí đã soạn câu trả lời này; người khác thông qua.',
    NOT_AGREED: 'Câu trả lời đang soạn chưa được thông qua.',
    PUBLISHED_BEFORE_AGREED: 'Ngày công bố trước ngày thông qua câu trả lời.',
    NEXT_UPDATE_NOT_AHEAD: 'Ngày cập nhật tiếp theo phải sau ngày công bố.',
    HEARD_AHEAD: 'Ngày ghi ở phía trước.',
  },
  marks: {
    ...{ number: 'dãy số dài', mail: 'thư điện tử', name: 'tên người', account: 'tên tài khoản', plate: 'biển số xe' },
    ...{ 'full-name': 'họ và tên', phone: 'số điện thoại', address: 'địa chỉ trên mạng' },
    quotation: 'lời nói của một người',
  },
}
