import { type Figures, monthsOf, type SheetId, sheetOf, shiftMonth } from '@nq15/domain/monitoring'
import type { NewSheet } from '../src/monitoring/fact.write.ts'
import { type Chance, seeded } from './random.ts'

/** A cell of the sample, or a commune committee. */
type Place = { readonly organizationId: string; readonly code: string; readonly size: number }

type Weakness = (month: number, flawless: Figures) => Figures

/** Cells with a story, by code; `month` counts back from the last one, which is 0. */
const stories: Readonly<Record<string, Weakness>> = {
  // Attendance breaks off in the last three months.
  '00008.05': (month, figures) => (month < 3 ? attended(figures, { present: 0.58, absent: 0.2, score: 62 }) : figures),
  // Two meetings in half a year were never held.
  '00008.09': (month, figures) => (month === 1 || month === 4 ? notHeld(figures) : { ...figures, meetingScore: 66 }),
  // Held, and of little substance.
  '00175.03': (month, figures) => (month < 5 ? { ...figures, meetingScore: 47 } : figures),
  // Mended: weak a year ago, sound since.
  '00175.06': (month, figures) =>
    month > 8 && month < 16 ? attended(figures, { present: 0.6, absent: 0.1, score: 55 }) : figures,
}

/** Cells that have not sent their last month, besides the one whose secretary has a demo account. */
const late = ['00008.07', '00008.11', '00175.09', '00382.04']

const months = 24

/**
 * Two years of invented figures of a city: monthly sheets of cells, quarterly and yearly ones, the communes' own and one project.
 * The last month is the one before `month`; a few cells owe it, and a few have a story.
 */
export function inventFacts(
  { cells, communes }: { readonly cells: readonly Place[]; readonly communes: readonly Place[] },
  month: string,
): NewSheet[] {
  const chance = seeded(15)
  const last = shiftMonth(month, -1)
  const year = Number(last.slice(0, 4))
  const sheets: NewSheet[] = []
  const put = (
    place: Place,
    sheet: SheetId,
    more: { start: string; figures: Figures; subject?: string; subjectName?: string },
  ) =>
    sheets.push({
      organizationId: place.organizationId,
      sheet,
      subject: more.subject ?? '',
      subjectName: more.subjectName ?? null,
      kind: sheetOf(sheet).period,
      start: more.start,
      figures: more.figures,
      source: 'Dữ liệu mẫu',
      quality: 'entered',
      supersedes: null,
      version: 1,
      correctionReason: null,
    })
  for (const cell of cells) {
    for (let back = months - 1; back >= 0; back -= 1) {
      if (back === 0 && late.includes(cell.code)) continue
      const flawless = monthOfCell(cell, chance)
      put(cell, 'cell-month', {
        start: shiftMonth(last, -back),
        figures: stories[cell.code]?.(back, flawless) ?? flawless,
      })
    }
    const isWeak = cell.code === '00175.03'
    put(cell, 'organization-year', {
      start: `${year - 1}-01-01`,
      figures: {
        grade: isWeak ? 'not-completed' : chance.chance(0.25) ? 'excellent' : 'good',
        points: isWeak ? 46 : chance.whole(72, 95),
      },
    })
    for (const start of quartersBefore(last))
      put(cell, 'organization-quarter', { start, figures: quarterOfCell(isWeak, chance) })
  }
  for (const commune of communes) {
    const isTroubled = commune.code === '00382'
    for (let back = months - 1; back >= 0; back -= 1) {
      const recent = isTroubled && back < 2
      const received = chance.whole(20, 60)
      put(commune, 'area-month', {
        start: shiftMonth(last, -back),
        figures: {
          largeGroups: recent ? 2 : 0,
          sameMatterGroupsQuarter: recent ? 2 : 0,
          receptionDaysDue: 2,
          receptionDaysHeld: recent ? 1 : 2,
          itemsReceived: received,
          noticesInTime: received,
        },
      })
    }
    for (const start of quartersBefore(last)) {
      const [petitions, open] = [chance.whole(60, 90), chance.whole(18, 30)]
      put(commune, 'area-quarter', {
        start,
        figures: {
          petitions,
          petitionsFirstLodgedAbove: Math.floor(petitions * (isTroubled ? 0.24 : 0.08)),
          cases: open * 3,
          repeatCases: open,
          openCases: open,
          openPastLimit: isTroubled ? Math.ceil(open * 0.2) : 0,
          casesInCompetence: 40,
          settledInCompetence: 37,
          decisionsInForce: 20,
          decisionsUnexecuted: isTroubled ? 3 : 1,
        },
      })
    }
    if (!isTroubled) continue
    put(commune, 'project-month', {
      start: last,
      subject: 'VD4-KA',
      subjectName: 'Đường vành đai 4, đoạn qua xã Kim Anh (mẫu)',
      figures: {
        householdsAffected: 160,
        householdsOutstanding: 14,
        gravesTotal: 210,
        gravesOutstanding: 5,
        plotsNeeded: 60,
        plotsReady: 60,
        recoveryStarted: true,
        milestoneOn: `${shiftMonth(last, 3).slice(0, 8)}15`,
        enforcementOn: `${shiftMonth(last, 2).slice(0, 8)}10`,
        commitmentsPastDueUnkept: 1,
        dialoguesPlanned: 2,
        dialoguesHeld: 2,
      },
    })
  }
  return sheets
}

function monthOfCell({ size }: Place, chance: Chance): Figures {
  const exempt = Math.min(chance.whole(0, 2), size - 1)
  const due = size - exempt
  const away = Math.min(due, chance.whole(0, Math.max(1, Math.floor(due * 0.1))))
  return {
    meetingsDue: 1,
    meetingsHeld: 1,
    membersDue: size,
    membersExempt: exempt,
    membersPresent: due - away,
    absentWithReason: away,
    absentNoReason: 0,
    meetingScore: chance.whole(78, 96),
  }
}

function quarterOfCell(isWeak: boolean, chance: Chance): Figures {
  const tasks = chance.whole(5, 9)
  return {
    seats: 3,
    filledSeats: 3,
    resolutionTasksDue: tasks,
    resolutionTasksOnTime: isWeak ? Math.floor(tasks / 2) : tasks,
    reportsDue: 3,
    reportsOnTime: isWeak ? 2 : 3,
    tasksAssigned: tasks,
    tasksDone: isWeak ? Math.ceil(tasks * 0.6) : tasks,
    tasksLate: isWeak ? Math.floor(tasks * 0.4) : 0,
  }
}

function attended(
  figures: Figures,
  { present, absent, score }: { present: number; absent: number; score: number },
): Figures {
  const due = Number(figures['membersDue']) - Number(figures['membersExempt'])
  const membersPresent = Math.floor(due * present)
  const absentNoReason = Math.floor(due * absent)
  return {
    ...figures,
    membersPresent,
    absentNoReason,
    absentWithReason: due - membersPresent - absentNoReason,
    meetingScore: score,
  }
}

function notHeld({ meetingScore: _, ...figures }: Figures): Figures {
  return { ...figures, meetingsHeld: 0, membersPresent: 0, absentWithReason: 0, absentNoReason: 0 }
}

/** The quarters of the two years before a month, the one it is in among them when it ends it. */
function quartersBefore(last: string): string[] {
  const at = Number(last.slice(5, 7))
  const newest = shiftMonth(last, -((at % 3) + 2))
  return Array.from({ length: 8 }, (_, back) => shiftMonth(newest, -3 * back)).filter((start) =>
    monthsOf('quarter', start).every((month) => month <= last),
  )
}
