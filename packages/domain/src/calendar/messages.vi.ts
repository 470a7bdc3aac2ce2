import type { CalendarMessages } from './messages.en.ts'

/** Words of the calendar room in Vietnamese; `{…}` stands for the fact of that name in the refusal. */
export const calendarMessagesVi: CalendarMessages = {
  CALENDAR_RANGE: 'Chưa có lịch ngày làm việc cho ngày {day}; lịch chỉ có từ {from} đến trước {until}.',
  DAY_MALFORMED: 'Ngày “{value}” không hợp lệ; ghi theo dạng ngày/tháng/năm, ví dụ 03/02/1998.',
  PROVISIONAL: 'Tạm tính: lịch nghỉ của năm này chưa được công bố.',
  holiday: 'Ngày lễ, tết',
  compensatory: 'Nghỉ bù',
  'swapped-off': 'Nghỉ hoán đổi',
  'swapped-work': 'Làm bù',
  weekend: 'Nghỉ hằng tuần',
  weekday: 'Ngày làm việc',
}
