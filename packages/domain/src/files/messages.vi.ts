import type { FilesMessages } from './messages.en.ts'

/** Words of the files room in Vietnamese; `{…}` stands for the fact of that name. */
export const filesMessagesVi: FilesMessages = {
  refusals: {
    NO_FILE: 'Chưa chọn tệp nào.',
    EMPTY: 'Tệp không có nội dung.',
    TOO_LARGE: 'Tệp lớn hơn {limit} MB.',
    NAME_MISSING: 'Tệp không có tên.',
    NAME_TOO_LONG: 'Tên tệp quá dài. Đề nghị rút ngắn tên rồi gửi lại.',
    NAME_FORBIDDEN: 'Tên tệp có ký tự không được dùng. Đề nghị đổi tên rồi gửi lại.',
    EXTENSION_UNKNOWN:
      'Không nhận loại tệp này. Được nhận: PDF, Word, Excel, OpenDocument, PNG, JPEG, TIFF, văn bản thuần, CSV.',
    KIND_UNKNOWN:
      'Nội dung không thuộc các loại được nhận, dù tên tệp ghi thế nào. Đề nghị lưu thành PDF hoặc quét lại.',
    EXTENSION_MISMATCH: 'Theo nội dung, tệp là {kind}; tên tệp lại ghi {claims}. Đề nghị lưu đúng phần mở rộng.',
    DAMAGED: 'Tệp bị hỏng hoặc không đầy đủ. Đề nghị mở tệp trên máy, lưu lại rồi gửi lại.',
    PASSWORD_PROTECTED: 'Tệp bị khóa bằng mật khẩu nên không kiểm tra được. Đề nghị lưu lại không có mật khẩu.',
    ACTIVE_CONTENT: 'Tệp có thành phần tự hoạt động ({what}). Đề nghị lưu thành PDF thường rồi gửi tệp đó.',
    SWELLS: 'Khi giải nén, tệp lớn quá mức cho phép.',
    TOO_MANY_PIXELS: 'Ảnh lớn hơn {limit} triệu điểm ảnh. Đề nghị quét với độ phân giải thấp hơn.',
    MALWARE: 'Phần mềm quét phát hiện mã độc trong tệp. Đề nghị báo người phụ trách máy tính.',
    BROKEN_OFF: 'Kết nối bị ngắt trước khi nhận đủ tệp. Đề nghị gửi lại.',
    NOT_FOUND: 'Không có hồ sơ này, hoặc đồng chí không phụ trách.',
    FORM_INCOMPLETE: 'Biểu mẫu chưa đầy đủ. Đề nghị mở lại trang.',
    NOT_SCANNED_YET: 'Tệp đang chờ quét mã độc. Đề nghị thử lại sau vài phút.',
    SCAN_REFUSED: 'Phần mềm quét phát hiện mã độc trong tệp này; tệp không được đưa ra.',
    DESTROYED: 'Nội dung đã được hủy theo quyết định {decision}.',
    CONTENT_LOST: 'Không đọc được nội dung. Quản trị viên thấy việc này trong nhật ký máy chủ.',
  },
  active: {
    script: 'đoạn mã chạy được',
    macro: 'macro',
    launch: 'lệnh chạy chương trình',
    'embedded-file': 'tệp nhúng bên trong',
    'external-link': 'liên kết tự tải tệp hoặc địa chỉ khác',
    'form-action': 'biểu mẫu tự gửi dữ liệu',
    formula: 'công thức chạy chương trình',
  },
  kinds: {
    pdf: 'PDF',
    docx: 'Word (.docx)',
    xlsx: 'Excel (.xlsx)',
    odt: 'văn bản OpenDocument',
    ods: 'bảng tính OpenDocument',
    png: 'ảnh PNG',
    jpeg: 'ảnh JPEG',
    tiff: 'ảnh TIFF',
    text: 'văn bản thuần',
    csv: 'bảng CSV',
    zip: 'tập giấy tờ nén (ZIP)',
  },
}
