import { heading, orDots, type Paper, said, writtenOr } from '../reports/paper-model.ts'
import { shortDay } from '../reports/party-words.ts'
import { letterPaper, type PaperFrame, paperOf } from './paper-frame.ts'
import type { Person } from './self-review.ts'

const dayOr = (day: string | undefined) => (day === undefined || day === '' ? '…………' : shortDay(day))

/** Giấy giới thiệu of a member to the committee where he lives (paper 7; 213-QĐ/TW, S). */
export function introduction(frame: PaperFrame, person: Person): Paper {
  const { texts } = frame
  return letterPaper(frame, {
    type: 'Giấy giới thiệu',
    about: 'đảng viên đang công tác giữ mối liên hệ với chi ủy, đảng ủy cơ sở nơi cư trú',
    blocks: [
      { kind: 'addressee', word: 'Kính gửi', to: [orDots(texts.residenceCommittee)] },
      said(`Thực hiện Quy định số 213-QĐ/TW ngày 02/01/2020 của Bộ Chính trị, ${frame.head.issuer} giới thiệu:`),
      said(
        `Đồng chí: ${person.name}. Ngày sinh: ${dayOr(person.bornOn)}. Số thẻ đảng viên: ${orDots(person.cardNumber)}.`,
      ),
      said(`Hiện là đảng viên ${person.cell}.`),
      said(
        `Về giữ mối liên hệ với chi ủy nơi cư trú: ${orDots(texts.residenceCell)}, kể từ ngày ${dayOr(texts.introducedOn)}.`,
      ),
      said('Đề nghị cấp ủy nơi cư trú tạo điều kiện để đồng chí thực hiện nhiệm vụ đảng viên nơi cư trú.'),
    ],
  })
}

/** Phiếu nhận xét nơi cư trú (paper 7; 213-QĐ/TW, S): what the committee at home asks, and what the one of the residence answers. */
export function residenceComment(frame: PaperFrame, person: Person): Paper {
  const { texts, year, head } = frame
  const { symbol: _, number: __, ...unnumbered } = head
  const about = `đối với đảng viên đang công tác giữ mối liên hệ nơi cư trú, năm ${year}`
  return paperOf(frame, {
    type: 'Phiếu nhận xét',
    about,
    sheet: 'A4',
    blocks: [
      { kind: 'head', head: unnumbered },
      { kind: 'title', type: 'Phiếu nhận xét', about },
      { kind: 'addressee', word: 'Kính gửi', to: [orDots(texts.residenceCell ?? texts.residenceCommittee)] },
      said(`Họ và tên đảng viên: ${person.name}. Ngày sinh: ${dayOr(person.bornOn)}.`),
      said(`Sinh hoạt tại: ${person.cell}. Ngày giới thiệu về nơi cư trú: ${dayOr(texts.introducedOn)}.`),
      heading('1. Việc tham gia sinh hoạt, hoạt động nơi cư trú'),
      ...writtenOr(texts.participation, 4),
      heading('2. Nhận xét của chi ủy nơi cư trú'),
      ...writtenOr(texts.comment, 5),
      said(`Ngày nhận xét: ${dayOr(texts.commentedOn)}.`),
      {
        kind: 'signatures',
        left: frame.signature,
        right: { forBody: 'T/M CHI ỦY NƠI CƯ TRÚ', position: 'Bí thư' },
      },
    ],
  })
}

/** What a supplement says of the year's rating. */
export type OwnLevel = { readonly words: string; readonly decision: string; readonly decidedOn: string }

/** Phiếu bổ sung hồ sơ đảng viên (paper 22; number 3-HSĐV by memory, a 2026 version is unknown). */
export function fileSupplement(
  frame: PaperFrame,
  { person, level }: { person: Person; level?: OwnLevel | undefined },
): Paper {
  const { texts, year, head } = frame
  const { symbol: _, number: __, ...unnumbered } = head
  const about = `năm ${year}`
  return paperOf(frame, {
    type: 'Phiếu bổ sung hồ sơ đảng viên',
    about,
    sheet: 'A4',
    blocks: [
      { kind: 'form-id', text: 'Mẫu 3-HSĐV' },
      { kind: 'head', head: unnumbered },
      { kind: 'title', type: 'Phiếu bổ sung hồ sơ đảng viên', about },
      said(
        `Họ và tên: ${person.name}. Ngày sinh: ${dayOr(person.bornOn)}. Số thẻ đảng viên: ${orDots(person.cardNumber)}.`,
      ),
      said(
        `Chi bộ: ${person.cell}. Chức vụ Đảng: ${orDots(person.partyPost)}. Đơn vị công tác: ${orDots(person.workplace)}.`,
      ),
      heading('I. Những thay đổi trong năm'),
      ...writtenOr(texts.changes, 6),
      heading('II. Xếp loại chất lượng đảng viên'),
      said(
        level === undefined
          ? `Mức xếp loại năm ${year}: ………… theo Quyết định số ………… ngày …………`
          : `Mức xếp loại năm ${year}: ${level.words}, theo Quyết định số ${level.decision} ngày ${shortDay(level.decidedOn)}.`,
      ),
      { kind: 'signatures', left: { position: 'Người khai', name: person.name }, right: frame.signature },
    ],
  })
}
