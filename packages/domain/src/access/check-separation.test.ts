import { expect, test } from 'vitest'
import type { DatedGrant } from './check-grant.ts'
import { checkSeparation } from './check-separation.ts'

const grant = (role: DatedGrant['role'], organizationId: string | null): DatedGrant => ({
  role,
  organizationId,
  validFrom: '2026-01-01',
  validTo: '9999-12-31',
})
const reaches = (above: string, below: string) => above === 'commune' && below === 'cell-7'
const secretary = grant('org-secretary', 'cell-7')
const committee = grant('grassroots-committee', 'commune')

test.each<{
  because: string
  held: DatedGrant[]
  wanted: DatedGrant
  accepted: boolean
  answer: string | readonly string[]
}>([
  { because: 'nothing else held', held: [], wanted: secretary, accepted: false, answer: [] },
  {
    because: 'he would decide what he proposes',
    held: [secretary],
    wanted: committee,
    accepted: false,
    answer: 'duties-overlap',
  },
  {
    because: 'that, accepted for a reason',
    held: [secretary],
    wanted: committee,
    accepted: true,
    answer: ['proposer-decider'],
  },
  {
    because: 'content for the administrator, even accepted',
    held: [grant('system-admin', null)],
    wanted: secretary,
    accepted: true,
    answer: 'duties-excluded',
  },
  {
    because: 'an overlap that was there before',
    held: [secretary, committee],
    wanted: grant('city-office', 'commune'),
    accepted: false,
    answer: [],
  },
])('$because → $answer', ({ held, wanted, accepted, answer }) => {
  const checked = checkSeparation(held, wanted, { reaches, accepted })
  expect(checked.ok ? checked.value : checked.refusal.code).toEqual(answer)
})

test('a refusal names both roles and the days', () => {
  const checked = checkSeparation([secretary], { ...committee, validTo: '2026-07-01' }, { reaches, accepted: false })
  expect(!checked.ok && checked.refusal).toEqual({
    code: 'duties-overlap',
    rule: 'proposer-decider',
    role: 'grassroots-committee',
    other: 'org-secretary',
    from: '2026-01-01',
    to: '2026-07-01',
  })
})
