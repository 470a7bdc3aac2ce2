/**
 * Vietnamese forms the Party's documents do not use, each with what to say instead. A form that is right in another sense is
 * told apart by what stands around it.
 */
const forbidden = [
  [/hạn mức xuất sắc/iu, 'tỉ lệ xếp loại HTXSNV'],
  [/mẫu số(?! của phân số| \{)/iu, 'căn cứ tính tỉ lệ'],
  [/ngoài hệ thống chính trị/iu, 'không làm việc trong hệ thống chính trị'],
  [/TSVM tiêu biểu/iu, 'HTXSNV tiêu biểu (tên gọi cũ chỉ giữ cho các năm trước 2025)'],
  [/bản thảo/iu, 'dự thảo'],
  [/biểu điểm/iu, 'bộ tiêu chí'],
  [/thế hệ quy định/iu, 'quy định'],
  [/bộ quy tắc/iu, 'quy định, hướng dẫn'],
  [/quyết định sửa/iu, 'quyết định đánh giá, xếp loại lại'],
  [/(?<!khiếu nại, )kiến nghị về xếp loại/iu, 'khiếu nại, kiến nghị về xếp loại'],
  [/chi bộ nơi cư trú/iu, 'cấp ủy nơi cư trú'],
  [/ngày tiếp dân/iu, 'ngày tiếp công dân'],
  [/sổ đơn thư/iu, 'sổ theo dõi đơn'],
  [/bí thư cấp xã/iu, 'bí thư đảng ủy xã, phường'],
  [/thành ủy/u, 'Thành ủy'],
  [/thường vụ cấp trên/iu, 'ban thường vụ cấp ủy cấp trên trực tiếp'],
  [/tổ chức bên dưới/iu, 'tổ chức đảng trực thuộc'],
  [/cấp trung gian/iu, 'đảng ủy bộ phận'],
  [/(?<!\p{L})hứa(?!\p{L})/iu, 'cam kết'],
  [/\[(T|S|S-code|M|design|\{confidence\})\]/u, 'lời của confidenceWords, không phải mã'],
  [/độ tin cậy (S-code|[TSM])(?!\p{L})/iu, 'lời của confidenceWords, không phải mã'],
]

/** The forbidden forms in one room's Vietnamese texts, each as a sentence that says what to write instead. */
export function judgeWords(texts, path = '') {
  if (typeof texts === 'object' && texts !== null) {
    return Object.entries(texts).flatMap(([key, inner]) => judgeWords(inner, path === '' ? key : `${path}.${key}`))
  }
  if (typeof texts !== 'string') return []
  const text = texts.normalize('NFC')
  return forbidden.flatMap(([form, instead]) => {
    const found = form.exec(text)
    return found ? [`${path}: "${found[0]}" is not the documents' word, write "${instead}"`] : []
  })
}
