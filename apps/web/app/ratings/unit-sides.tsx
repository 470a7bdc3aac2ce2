import type { SideCounts } from '@nq15/use-cases/ratings/read-unit-sides'
import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { FileChip } from '../ui/file-chip.tsx'
import { GradeChip } from '../ui/grade-chip.tsx'
import { Panel } from '../ui/panel.tsx'
import { personOutcomes } from './overview-shape.ts'
import { CountOfPersons } from './shown-count.tsx'
import type { ShownSides } from './unit-sides.server.ts'
import classes from './units.module.css'

/** What the level of a Party organization rests on: its collectives, its dependent organizations, its members, each with its list. */
export function UnitSidesPanel({ sides, year }: { sides: ShownSides; year: number }) {
  const t = useTranslations('units.sides')
  return (
    <Panel title={t('title')} note={t('source')}>
      <div className={classes['stack']} id="sides">
        {(['collectives', 'dependents'] as const).map((side) => (
          <details key={side}>
            <summary>
              {t(side)}: <SideLevels counts={sides[side].counts} />
            </summary>
            <ul className={classes['list']}>
              {sides[side].units.map((unit) => (
                <li key={unit.id}>
                  <Link to={`/ratings/${year}/organizations/${unit.organizationId}`}>{unit.name}</Link> ({unit.subject}){' '}
                  {unit.grade ? <GradeChip grade={unit.grade} /> : <FileChip state={unit.state} />}
                </li>
              ))}
            </ul>
          </details>
        ))}
        <MembersSide members={sides.members} year={year} />
      </div>
    </Panel>
  )
}

type InList = {
  readonly organizationId: string
  readonly sides: Readonly<Record<'collectives' | 'dependents', SideCounts>> | null
}

/** On a list of units: what stands below an organization's level, and the way to its members and the lists. */
export function SidesLine({ unit, year }: { unit: InList; year: number }) {
  const t = useTranslations('units.sides')
  if (!unit.sides) return null
  return (
    <span className={classes['small']}>
      {t('collectives')}: <SideLevels counts={unit.sides.collectives} />. {t('dependents')}:{' '}
      <SideLevels counts={unit.sides.dependents} />.{' '}
      <Link to={`/ratings/${year}/organizations/${unit.organizationId}#sides`}>{t('to-sides')}</Link>
    </span>
  )
}

function MembersSide({ members, year }: { members: ShownSides['members']; year: number }) {
  const t = useTranslations('units.sides')
  return (
    <details>
      <summary>
        {t('members')}: {members.sum ? <Persons persons={members.sum} /> : t('members-by-line')}
        {members.openCells > 0 && `; ${t('open-cells', { count: members.openCells, total: members.cells })}`}
      </summary>
      <ul className={classes['list']}>
        {members.lines.map(({ id, name, persons }) => (
          <li key={id}>
            <Link to={`/ratings/${year}/organizations/${id}`}>{name}</Link>:{' '}
            {persons ? <Persons persons={persons} /> : t('open-one')}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Persons({ persons }: { persons: NonNullable<ShownSides['members']['sum']> }) {
  const t = useTranslations('units.sides')
  const given = personOutcomes.filter((outcome) => persons[outcome] !== 0)
  if (given.length === 0) return t('none')
  return given.map((outcome) => (
    <span key={outcome} className={classes['whole']}>
      <LevelWord outcome={outcome} /> <CountOfPersons count={persons[outcome]} />{' '}
    </span>
  ))
}

/** Levels of one side in one line. */
export function SideLevels({ counts }: { counts: SideCounts }) {
  const t = useTranslations('units.sides')
  const ofOutcome = { ...counts, NOT_RATED: counts.notRated }
  const given = personOutcomes.filter((outcome) => ofOutcome[outcome] > 0)
  if (given.length === 0 && counts.open === 0) return t('none')
  return (
    <>
      {given.map((outcome) => (
        <span key={outcome} className={classes['whole']}>
          <LevelWord outcome={outcome} /> {ofOutcome[outcome]}{' '}
        </span>
      ))}
      {counts.open > 0 && t('open', { count: counts.open })}
    </>
  )
}

function LevelWord({ outcome }: { outcome: (typeof personOutcomes)[number] }) {
  const short = useTranslations('ui.grade.short')
  const full = useTranslations('ui.grade.full')
  return <abbr title={full(outcome)}>{short(outcome)}</abbr>
}
