import { describe, expect, test } from 'vitest'
import type { Result } from '../shared/index.ts'
import { appealEvents, appealStates, nextAppealState } from './appeal-state.ts'
import { campaignEvents, campaignStates, nextCampaignState } from './campaign-state.ts'
import { cellFileEvents, cellFileStates, isCellFileEditable, nextCellFileState } from './cell-file-state.ts'
import { nextRatingState, ratingEvents, ratingStates } from './rating-state.ts'
import { nextScreeningState, screeningEvents, screeningStates } from './screening.ts'
import type { StepRefusal } from './transition.ts'
import { nextUnitState, unitEvents, unitStates } from './unit-state.ts'

/** The whole matrix, read as a page of the regulation: a dash is a step that must be refused. */
const cellFilePage = `
                   start    send  submit             withdraw  forward  take-up     return    accept     decide
not-started        in-work  -     -                  -         -        -           -         -          -
in-work            -        sent  with-intermediate  -         -        -           -         -          -
with-intermediate  -        -     -                  in-work   sent     -           returned  -          -
sent               -        -     -                  in-work   -        appraising  returned  -          -
appraising         -        -     -                  -         -        -           returned  appraised  -
returned           -        sent  with-intermediate  -         -        -           -         -          -
appraised          -        -     -                  -         -        -           returned  -          decided
decided            -        -     -                  -         -        -           -         -          -`

const unitPage = `
                   start    send  submit             withdraw  forward  take-up     return    accept     reopen      decide
not-started        in-work  -     -                  -         -        -           -         -          -           -
in-work            -        sent  with-intermediate  -         -        -           -         -          -           -
with-intermediate  -        -     -                  in-work   sent     -           returned  -          -           -
sent               -        -     -                  in-work   -        appraising  returned  -          -           -
appraising         -        -     -                  -         -        -           returned  appraised  -           -
returned           -        sent  with-intermediate  -         -        -           -         -          -           -
appraised          -        -     -                  -         -        -           returned  -          appraising  decided
decided            -        -     -                  -         -        -           -         -          -           -`

const campaignPage = `
          open  close   archive
draft     open  -       -
open      -     closed  -
closed    -     -       archived
archived  -     -       -`

const ratingPage = `
              review    ballot    propose   appraise   decide   notify    appeal    withdraw  reconsider    revise   annul     return
self          reviewed  -         -         -          -        -         -         -         -             -        -         -
reviewed      -         balloted  -         -          -        -         -         -         -             -        -         self
balloted      -         -         proposed  -          -        -         -         -         -             -        -         reviewed
proposed      -         -         -         appraised  -        -         -         -         -             -        -         balloted
appraised     -         -         -         -          decided  -         -         -         -             -        -         proposed
decided       -         -         -         -          -        notified  -         -         -             revised  annulled  -
notified      -         -         -         -          -        -         appealed  -         -             revised  annulled  -
appealed      -         -         -         -          -        -         -         notified  reconsidered  -        -         -
reconsidered  -         -         -         -          -        notified  -         -         -             revised  annulled  -
revised       -         -         -         -          -        notified  -         -         -             revised  annulled  -
annulled      -         -         -         -          -        -         -         -         -             -        -         -`

const appealPage = `
           withdraw   uphold  change
filed      withdrawn  upheld  changed
withdrawn  -          -       -
upheld     -          -       -
changed    -          -       -`

const screeningPage = `
           educate    review     close
open       educating  -          closed
educating  -          reviewing  closed
reviewing  educating  -          closed
closed     -          -          -`

const read = (page: string) => {
  const [events = [], ...lines] = page
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const cells = lines.flatMap(([from = '', ...targets]) =>
    targets.map((to, at) => ({ from, on: events[at] ?? '', to })),
  )
  return { events, states: lines.map(([from]) => from), cells }
}

const lifecycles: readonly {
  name: string
  page: string
  states: readonly string[]
  events: readonly string[]
  next: (from: never, on: never, reason?: string) => Result<string, StepRefusal<string, string>>
  reasoned: readonly string[]
}[] = [
  {
    name: 'a cell file',
    page: cellFilePage,
    states: cellFileStates,
    events: cellFileEvents,
    next: nextCellFileState,
    reasoned: ['return'],
  },
  {
    name: "a unit's case",
    page: unitPage,
    states: unitStates,
    events: unitEvents,
    next: nextUnitState,
    reasoned: ['return', 'reopen'],
  },
  {
    name: 'a campaign',
    page: campaignPage,
    states: campaignStates,
    events: campaignEvents,
    next: nextCampaignState,
    reasoned: [],
  },
  {
    name: 'a rating',
    page: ratingPage,
    states: ratingStates,
    events: ratingEvents,
    next: nextRatingState,
    reasoned: ['appeal', 'revise', 'annul', 'return'],
  },
  {
    name: 'a complaint',
    page: appealPage,
    states: appealStates,
    events: appealEvents,
    next: nextAppealState,
    reasoned: ['uphold', 'change'],
  },
  {
    name: 'a screening task',
    page: screeningPage,
    states: screeningStates,
    events: screeningEvents,
    next: nextScreeningState,
    reasoned: ['educate', 'review', 'close'],
  },
]

describe.each(lifecycles)('$name', ({ page, states, events, next, reasoned }) => {
  const { cells, ...page1 } = read(page)

  test('the page lists every state and every event', () => {
    expect(page1).toEqual({ events: [...events], states: [...states] })
  })

  test.each(cells)('$from, $on → $to', ({ from, on, to }) => {
    const stepped = next(from as never, on as never, 'vì thiếu biên bản')
    expect(stepped.ok ? stepped.value : '-').toBe(to)
    if (!stepped.ok) expect(stepped.refusal).toEqual({ code: 'no-such-step', from, on })
  })

  test.each(cells.filter(({ to }) => to !== '-'))('$from, $on without a reason', ({ from, on }) => {
    const stepped = next(from as never, on as never, '  ')
    expect(stepped.ok).toBe(!reasoned.includes(on))
    if (!stepped.ok) expect(stepped.refusal.code).toBe('reason-required')
  })
})

test('a cell changes its file only while it works on it or has it back', () => {
  expect(cellFileStates.filter(isCellFileEditable)).toEqual(['in-work', 'returned'])
})
