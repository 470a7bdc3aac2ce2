import type { PastRatingMessages } from './past-rating-messages.en.ts'

/** Words of an import of past ratings in Vietnamese; `{…}` stands for the fact of that name in the note. */
export const pastRatingMessagesVi: PastRatingMessages = {
  refusals: {
    MISSING_VALUE: 'Cột “{column}” để trống.',
    CARD_MALFORMED: 'Số thẻ “{value}” phải gồm mười hai chữ số, hoặc theo mẫu cũ như 01.123456.',
    UNKNOWN_CARD: 'Không có đảng viên nào trong phạm vi mang số thẻ “{value}”.',
    CARD_OF_ANOTHER: 'Số thẻ này không thuộc về người có họ tên “{value}”.',
    YEAR_MALFORMED: 'Năm “{value}” phải có bốn chữ số.',
    YEAR_NOT_OVER: 'Năm {value} chưa hết; chỉ nhập các năm đã qua ({required}).',
    NO_GENERATION: 'Không có quy định xếp loại nào cho năm {value}.',
    GENERATION_OF_ANOTHER_YEAR: 'Năm này thuộc bộ {required}, không phải “{value}”.',
    LABEL_NOT_OF_GENERATION: '“{value}” không phải là mức của bộ {required}. Ghi đúng chữ của năm đó.',
    UNKNOWN_ORGANIZATION: 'Ngày {required} không có tổ chức nào trong phạm vi mang mã “{value}”.',
    DAY_MALFORMED: '“{value}” không phải là ngày; ghi dạng ngày/tháng/năm.',
    TOO_LONG: 'Dài quá {required} ký tự.',
    YEAR_TWICE: 'Năm {value} của người hoặc tổ chức này đã có ở dòng {required}.',
  },
  columns: {
    cardNumber: 'Số thẻ đảng viên',
    fullName: 'Họ và tên',
    organizationCode: 'Mã tổ chức đảng',
    year: 'Năm xếp loại',
    generation: 'Quy định, hướng dẫn',
    label: 'Mức xếp loại',
    decisionNumber: 'Số quyết định',
    decidedOn: 'Ngày quyết định',
    decidedBy: 'Cấp quyết định',
  },
}
