import { type PaperData, type PaperFrame, ratingBases } from '@nq15/documents/ratings'
import type { ListedForm } from '@nq15/domain/reports'

/** An invented ward, on which a committee tries its own template before it is used. */
export function sampleFrame(form: ListedForm): PaperFrame {
  const isCell = form.issuedBy === 'cell'
  return {
    form,
    generation: 'G3',
    year: 2026,
    head: {
      superior: isCell ? 'Đảng bộ phường Mẫu' : 'Đảng bộ thành phố Hà Nội',
      issuer: isCell ? 'Chi bộ Mẫu số 1' : 'Đảng ủy phường Mẫu',
      ...(form.symbol === null ? {} : { symbol: `${form.symbol}/${isCell ? 'CB' : 'ĐU'}`, number: 1 }),
      place: 'Mẫu',
      day: '2026-12-08',
    },
    issuer: isCell ? 'cell' : 'standing-committee',
    decidedBy: isCell ? 'Chi bộ Mẫu số 1' : 'Ban Thường vụ Đảng ủy phường Mẫu',
    organization: isCell ? 'Chi bộ Mẫu số 1' : 'Đảng bộ phường Mẫu',
    bases: ['Căn cứ Điều lệ Đảng', ...ratingBases.G3.map(({ text }) => `Căn cứ ${text}`)],
    signature: { forBody: isCell ? 'T/M CHI BỘ' : 'T/M BAN THƯỜNG VỤ', position: 'Bí thư', name: 'Nguyễn Văn Mẫu' },
    recipients: ['Nơi nhận mẫu', 'Lưu Văn phòng'],
    texts: Object.fromEntries(
      form.fields.map(({ name, kind }) => [name, kind === 'day' ? '2026-11-20' : 'Nội dung mẫu']),
    ),
    subjectPrefix: 'về việc',
  }
}

/** Facts of the invented ward, enough for every list of every form. */
export function sampleData(form: ListedForm): PaperData {
  const person = { name: 'Trần Thị Mẫu', cell: 'Chi bộ Mẫu số 1', group: 'member' } as const
  const data: PaperData = {
    steps: [{ what: 'Chốt danh sách', day: '2026-11-01' }],
    members: [{ name: 'Trần Thị Mẫu' }, { name: 'Lê Văn Mẫu' }],
    proposals: [
      { name: 'Trần Thị Mẫu', group: 'member', points: 92, votes: 20, outcome: 'XS' },
      { name: 'Lê Văn Mẫu', group: 'leader', points: 81.5, votes: 19, outcome: 'T' },
    ],
    decided: [
      { id: '1', name: 'Trần Thị Mẫu', cell: 'Chi bộ Mẫu số 1', group: 'member', points: 92, outcome: 'XS' },
      { id: '2', name: 'Lê Văn Mẫu', cell: 'Chi bộ Mẫu số 1', group: 'leader', points: 81.5, outcome: 'T' },
    ],
    decision: { number: '15-QĐ/ĐU', decidedOn: '2026-12-08' },
    organizations: [{ id: '1', name: 'Chi bộ Mẫu số 1', memberCount: 25, points: 90, outcome: 'XS' }],
    superior: 'Ban Thường vụ Đảng ủy phường Mẫu',
    cell: 'Chi bộ Mẫu số 1',
  }
  return (form.of as readonly string[]).includes('member') ? { ...data, person } : data
}
