import { expect, test } from 'vitest'
import { judgeCorrection, type KindCorrection } from './correct-kind.ts'
import type { PetitionIntake } from './intake.ts'

const unit = '01900000-0000-7000-8000-00000000aa01'
const cell = '01900000-0000-7000-8000-00000000aa02'
const complaint: PetitionIntake = {
  ...{ kind: 'complaint', source: 'post', receivedOn: '2026-12-01', writtenOn: '2026-11-30', identity: 'named' },
  ...{
    petitionerName: 'Trịnh Văn Hòe',
    petitionerAddress: 'Tổ 9',
    idHint: '417',
    sealedNumber: '',
    petitionerCount: 1,
  },
  ...{
    representatives: 0,
    respondent: 'Bí thư chi bộ',
    respondentOrganizationId: null,
    subject: '1/QĐ',
    place: 'Tổ 9',
  },
  ...{
    content: 'Nhận tiền khi xác nhận hồ sơ.',
    demand: 'Xem xét',
    fieldL1: 'corruption',
    fieldL2: null,
    originals: 0,
  },
  ...{
    copies: 0,
    forwarder: '',
    forwarderNumber: '',
    isSigned: true,
    isVerifiable: true,
    severity: 'normal',
    partyTracks: [],
  },
}
const denunciation: PetitionIntake = {
  ...complaint,
  ...{ kind: 'denunciation', petitionerName: '', petitionerAddress: '', idHint: '', sealedNumber: 'NP-1' },
}
const toDenunciation: KindCorrection = {
  ...{
    kind: 'denunciation',
    partyTracks: [],
    respondent: 'Bí thư chi bộ',
    respondentOrganizationId: cell,
    subject: '',
  },
  ...{ content: complaint.content, demand: 'Xem xét', sealedNumber: 'NP-9', petitionerName: '', petitionerAddress: '' },
  ...{ reason: 'Nội dung tố cáo hành vi, không khiếu nại quyết định.', receiver: '' },
}
const toComplaint: KindCorrection = {
  ...toDenunciation,
  ...{ kind: 'complaint', subject: '1/QĐ', petitionerName: 'Trịnh Văn Hòe', petitionerAddress: 'Tổ 9' },
}
const ground = { today: '2026-12-08', unitAndAbove: [unit], mayDecide: false }

test('a complaint that is a denunciation begins anew without its sender', () => {
  const judged = judgeCorrection(complaint, toDenunciation, ground)
  expect(judged).toMatchObject({
    ok: true,
    value: {
      ...{ hidesSender: true, shutsUnit: false, state: 'registered' },
      intake: { kind: 'denunciation', petitionerName: '', petitionerAddress: '', idHint: '', sealedNumber: 'NP-9' },
    },
  })
})

test.each<[string, PetitionIntake, KindCorrection, boolean, readonly string[]]>([
  ['the same again', complaint, { ...toComplaint, respondentOrganizationId: null }, false, ['NOTHING_CORRECTED']],
  [
    'only the party track',
    complaint,
    { ...toComplaint, respondentOrganizationId: null, partyTracks: ['party-concerned'] },
    false,
    [],
  ],
  ['no envelope', complaint, { ...toDenunciation, sealedNumber: '' }, false, ['SEALED_NUMBER_MISSING']],
  [
    'the name left in the words, without its signs',
    complaint,
    { ...toDenunciation, content: 'trinh van hoe kể lại' },
    false,
    ['SENDER_IN_TEXT'],
  ],
  [
    'the name in the reason',
    complaint,
    { ...toDenunciation, reason: 'Ông Trịnh Văn Hòe nói vậy' },
    false,
    ['SENDER_IN_TEXT'],
  ],
  [
    'a telephone in the words',
    complaint,
    { ...toDenunciation, content: 'Gọi 0987654321' },
    false,
    ['DENOUNCER_IN_TEXT'],
  ],
  [
    'the unit denounced, nobody named who gets it',
    complaint,
    { ...toDenunciation, respondentOrganizationId: unit },
    false,
    ['ENVELOPE_RECEIVER_MISSING'],
  ],
  ['a denunciation made a complaint at the desk', denunciation, toComplaint, false, ['HEAD_CORRECTS']],
  ['the same by the head', denunciation, toComplaint, true, []],
  ['by the head, but without a name', denunciation, { ...toComplaint, petitionerName: '' }, true, ['NAME_MISSING']],
  [
    'another denounced organization, at the desk',
    denunciation,
    { ...toDenunciation, respondentOrganizationId: null, partyTracks: ['city-managed'] },
    false,
    ['HEAD_CORRECTS'],
  ],
])('%s', (_, paper, wanted, mayDecide, findings) => {
  const judged = judgeCorrection(paper, wanted, { ...ground, mayDecide })
  expect(judged.ok ? [] : judged.refusal.map(({ code }) => code)).toEqual(findings)
})

test('against the unit itself the paper goes on to the competent level; the words of other kinds stay as they came', () => {
  const wanted = { ...toDenunciation, respondentOrganizationId: unit, receiver: 'Ủy ban Kiểm tra cấp trên' }
  expect(judgeCorrection(complaint, wanted, ground)).toMatchObject({ value: { state: 'forwarded', shutsUnit: true } })
  const feedback = { ...toComplaint, kind: 'feedback', content: 'Khác hẳn' } as const
  expect(judgeCorrection(complaint, feedback, ground)).toMatchObject({
    value: { intake: { content: complaint.content } },
  })
})
