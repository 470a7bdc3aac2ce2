import type { IncidentMessages } from './messages.en.ts'

/** The refusals of complex cases and public commitments in Vietnamese. */
export const incidentMessagesVi: IncidentMessages = {
  incident: {
    NAMES_A_PERSON:
      'Nội dung có tên hoặc dấu hiệu nhận ra một người ({condition}). Sổ theo dõi không ghi danh tính; chỉ ghi việc gì, ở đâu, khoảng bao nhiêu người.',
    BODY_ABOLISHED: 'Cấp ủy quyết định vụ việc này không còn; cần bàn giao vụ việc trước.',
    HAND_OVER_NEEDED:
      'Cấp huyện kết thúc từ ngày 01/07/2025. Cần quyết định bàn giao vụ việc cho thành phố hoặc xã, phường trước.',
    LEVEL_RETIRED: 'Từ ngày 01/07/2025 không còn cấp huyện theo dõi vụ việc.',
    LEVEL_UNCHANGED: 'Vụ việc đang ở đúng cấp này.',
    DAY_AHEAD: 'Ngày ghi ở phía trước.',
    DAY_BEFORE_FIRST_SEEN: 'Vụ việc phát sinh ngày {condition}; không ghi diễn biến trước ngày đó.',
    MILESTONE_MISSING: 'Kế hoạch chưa có mốc nào (việc gì, đến ngày nào).',
    MILESTONE_OPEN: 'Còn {condition} mốc chưa xong.',
    MILESTONE_DONE: 'Mốc này đã xong.',
    COMMITMENT_OPEN: 'Còn {condition} cam kết công khai chưa thực hiện.',
    PROPOSER_DECIDES: 'Đồng chí đã đề nghị đưa vụ việc ra khỏi danh sách; người khác quyết định.',
    DUE_IN_PAST: 'Hạn đã qua.',
  },
  commitment: {
    NAMES_A_PERSON: 'Nội dung có tên hoặc dấu hiệu nhận ra một người ({condition}). Chỉ ghi cơ quan và địa bàn.',
    NO_SUCH_COMMITMENT_STEP: 'Với tình trạng hiện nay của cam kết, không thể làm bước này.',
    ANNOUNCED_AHEAD: 'Ngày công bố ở phía trước.',
    DUE_BEFORE_ANNOUNCED: 'Ngày cam kết thực hiện trước ngày công bố.',
    KEPT_AHEAD: 'Ngày thực hiện ở phía trước.',
    KEPT_BEFORE_ANNOUNCED: 'Không thể thực hiện trước khi công bố.',
    REPLACED_ALREADY: 'Đã công bố thời hạn mới; cập nhật ở cam kết mới.',
    NEW_DAY_NOT_LATER: 'Thời hạn mới phải sau thời hạn cũ.',
  },
  steering: {
    NAMES_A_PERSON: 'Nội dung có tên hoặc dấu hiệu nhận ra một người ({condition}). Chỉ ghi chức vụ và cơ quan.',
    HEAD_TAKEN: 'Trong thời gian đó Ban Chỉ đạo đã có Trưởng ban; ghi thôi giữ vị trí trước.',
    SEAT_TAKEN: 'Chức vụ này đã có trong Ban Chỉ đạo vào thời gian đó.',
    SEAT_ENDED: 'Vị trí này đã thôi.',
    UNTIL_NOT_LATER: 'Ngày thôi phải sau ngày bắt đầu.',
    DAY_AHEAD: 'Ngày ghi ở phía trước.',
    PLAN_IN_PAST: 'Ngày dự kiến đã qua.',
    CONCLUSION_MISSING: 'Chưa ghi việc nào theo kết luận, hoặc việc thuộc phiên họp khác.',
    CONCLUSION_DONE: 'Việc này đã xong.',
    CONCLUDED_BEFORE_HELD: 'Ngày thông báo kết luận trước ngày họp.',
    DONE_BEFORE_HELD: 'Ngày xong trước ngày họp.',
    NEW_DAY_NOT_LATER: 'Hạn mới phải sau hạn đang có.',
    DUE_BEFORE_HELD: 'Hạn trước ngày họp.',
  },
}
