import type { MonitoringLocale } from './say-formula.ts'

/**
 * What the shipped indicators rest on, in Vietnamese, by the words of the catalogue. A published catalogue is never edited, so
 * these stand beside it; who edits a source there adds its words here (a test asks for each).
 */
export const indicatorSourcesVi: Readonly<Record<string, string>> = {
  proposal: 'đề xuất của sản phẩm',
  'monthly meeting duty (Charter practice); thresholds proposed':
    'chế độ sinh hoạt hằng tháng (thực hiện Điều lệ Đảng); ngưỡng do sản phẩm đề xuất',
  'HD 12-HD/BTCTW (2018): quality meeting needs more than 85 % [W32]; red proposed':
    'HD 12-HD/BTCTW (2018): sinh hoạt đạt chất lượng cần trên 85 % dự họp; ngưỡng đỏ do sản phẩm đề xuất',
  'HD 12-HD/BTCTW (2018): nobody absent without reason [W32]':
    'HD 12-HD/BTCTW (2018): không có đảng viên vắng không lý do',
  'local score sheet: >=90 tốt, 70-<90 khá, 50-<70 trung bình, <50 kém [W33]':
    'bộ tiêu chí của địa phương: từ 90 là tốt, 70 đến dưới 90 khá, 50 đến dưới 70 trung bình, dưới 50 kém',
  'NQ 21-NQ/TW (16/6/2022): 3-4 % a year [W35]': 'NQ 21-NQ/TW (16/6/2022): 3–4 % mỗi năm',
  'problem reported after mergers: cells above 40 and above 80 members [W66]; limits proposed':
    'bất cập nêu sau sáp nhập: chi bộ trên 40 và trên 80 đảng viên; ngưỡng do sản phẩm đề xuất',
  'proposal; 70 % borrowed from QĐ 377-QĐ/TW [W17]': 'đề xuất của sản phẩm; mức 70 % mượn từ QĐ 377-QĐ/TW',
  'QĐ 366-QĐ/TW; HD 43-HD/BTCTW [W24-W26,W29]': 'QĐ 366-QĐ/TW; HD 43-HD/BTCTW',
  '366 bands [W26]; HD 27-HD/BTCTW (2014) below 50 [W20]':
    'khung điểm của QĐ 366-QĐ/TW; HD 27-HD/BTCTW (2014): dưới 50 điểm',
  'HD 27-HD/BTCTW (2014): more than one third [W20]': 'HD 27-HD/BTCTW (2014): quá một phần ba',
  'HD 27-HD/BTCTW (2014): more than one half [W20]': 'HD 27-HD/BTCTW (2014): quá một nửa',
  'HD 27-HD/BTCTW (2014) [W20]': 'HD 27-HD/BTCTW (2014)',
  'HD 27 (2014) [W20]; HD 21 (2019) [W23]': 'HD 27-HD/BTCTW (2014); HD 21-HD/BTCTW (2019)',
  'HD 21-HD/BTCTW (2019) [W23]': 'HD 21-HD/BTCTW (2019)',
  'red: HD 21-HD/BTCTW (2019) [W23]; yellow: QĐ 377-QĐ/TW [W17]':
    'ngưỡng đỏ: HD 21-HD/BTCTW (2019); ngưỡng vàng: QĐ 377-QĐ/TW',
  'QĐ 366-QĐ/TW Art. 11: at most 20 % late for hoàn thành [W26]':
    'QĐ 366-QĐ/TW Điều 11: mức hoàn thành chậm không quá 20 %',
  'rule known for leaders [W88]; for organizations proposed':
    'quy định đã biết đối với người đứng đầu; đối với tổ chức do sản phẩm đề xuất',
  'representation rule starts at 5 people [W52]; levels proposed':
    'quy định về cử đại diện bắt đầu từ 5 người; ngưỡng do sản phẩm đề xuất',
  'city reference period 1/8/2024-31/7/2025 [W11]': 'kỳ tham chiếu của Thành phố 01/8/2024–31/7/2025',
  'QĐ 11-QĐi/TW with KL 215-KL/TW: commune at least 2, city at least 1 day a month [W48,W74]':
    'QĐ 11-QĐi/TW và KL 215-KL/TW: cấp xã ít nhất 2 ngày, Thành phố ít nhất 1 ngày mỗi tháng',
  '10 working days: QĐ 11-QĐi/TW [W74]; 95 % proposed': '10 ngày làm việc: QĐ 11-QĐi/TW; mức 95 % do sản phẩm đề xuất',
  'practice of the ring-road sections [W61]; level proposed':
    'thực tế các đoạn đường vành đai; ngưỡng do sản phẩm đề xuất',
  'pattern of the waste-complex case [W56-W58]; level proposed':
    'diễn biến vụ việc khu xử lý chất thải; ngưỡng do sản phẩm đề xuất',
  'substantive year-end rating: Thông báo 934-TB/TU [W1]; rule proposed':
    'xếp loại cuối năm thực chất: Thông báo 934-TB/TU; quy tắc do sản phẩm đề xuất',
  'clear assignment: Thông báo 934-TB/TU [W1]; rule proposed':
    'phân công rõ: Thông báo 934-TB/TU; quy tắc do sản phẩm đề xuất',
}

/** What an indicator rests on in the reader's language; what a city wrote itself stays in its own words. */
export function saySource(source: string, locale: MonitoringLocale): string {
  if (locale === 'en') return source
  const whole = indicatorSourcesVi[source]
  if (whole) return whole
  // A city's threshold stands behind the shipped source, joined by a semicolon.
  const shipped = Object.keys(indicatorSourcesVi)
    .filter((known) => source.startsWith(`${known}; `))
    .toSorted((left, right) => right.length - left.length)[0]
  return shipped ? `${indicatorSourcesVi[shipped]}${source.slice(shipped.length)}` : source
}
