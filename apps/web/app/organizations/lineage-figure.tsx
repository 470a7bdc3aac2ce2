import { Link } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { asOfName } from '../ui/as-of.ts'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { LineageBox } from './dossier.server.ts'
import classes from './lineage.module.css'

type LineageFigureProps = {
  name: string
  code: string
  predecessors: readonly LineageBox[]
  successors: readonly LineageBox[]
}

const boxHeight = 60
const boxGap = 8
const wireWidth = 96
/** The middle of the nth box of a column of `count`, in a drawing `height` high. */
const middleOf = (index: number, count: number, height: number) =>
  (height - (count * (boxHeight + boxGap) - boxGap)) / 2 + index * (boxHeight + boxGap) + boxHeight / 2

/** Where an organization comes from and what became of it: boxes and lines, and the same as a table with the decisions. */
export function LineageFigure({ name, code, predecessors, successors }: LineageFigureProps) {
  const t = useTranslations('organizations.lineage')
  const [asTable, setAsTable] = useState(false)
  const before = predecessors.filter(({ generation }) => generation === 1)
  const after = successors.filter(({ generation }) => generation === 1)
  const farther = predecessors.length + successors.length - before.length - after.length
  const height = Math.max(before.length, after.length, 1) * (boxHeight + boxGap) - boxGap
  const isPartly = [...before, ...after].some((box) => box.isPartly)

  return (
    <Panel
      title={t('title')}
      flush={asTable}
      aside={
        <button
          type="button"
          className={classes['switch']}
          aria-pressed={asTable}
          data-no-print
          onClick={() => setAsTable((shown) => !shown)}
        >
          {t(asTable ? 'as-drawing' : 'as-table')}
        </button>
      }
    >
      {asTable ? (
        <LineageTable predecessors={predecessors} successors={successors} />
      ) : (
        <>
          <div className={classes['drawing']}>
            {before.length > 0 && (
              <>
                <Column way="before" boxes={before} />
                <Wires sentence={t('sentence-before', { name, count: before.length })} boxes={before} height={height} />
              </>
            )}
            <div className={classes['column']}>
              <p className={classes['columnHead']}>{t('here')}</p>
              <ul className={classes['boxes']}>
                <li className={`${classes['box']} ${classes['own']}`}>
                  <strong>{name}</strong>
                  <span className={classes['code']}>{code}</span>
                </li>
              </ul>
            </div>
            {after.length > 0 && (
              <>
                <Wires
                  sentence={t('sentence-after', { name, count: after.length })}
                  boxes={after}
                  height={height}
                  mirrored
                />
                <Column way="after" boxes={after} />
              </>
            )}
          </div>
          <p className={classes['legend']}>
            {isPartly && `${t('dashed')} `}
            {farther > 0 && `${t('farther', { count: farther })} `}
            {t('decisions-in-table')}
          </p>
        </>
      )}
    </Panel>
  )
}

function Column({ way, boxes }: { way: 'before' | 'after'; boxes: readonly LineageBox[] }) {
  const t = useTranslations('organizations.lineage')
  return (
    <div className={classes['column']}>
      <p className={classes['columnHead']}>{t(way)}</p>
      <ul className={classes['boxes']}>
        {boxes.map((box) => (
          <li key={box.organizationId} className={`${classes['box']} ${box.isPartly ? classes['partly'] : ''}`}>
            <BoxName box={box} />
            <span className={classes['code']}>
              {box.code}, {t(way === 'before' ? 'until-day' : 'from-day', { day: formatDay(box.opensOn) })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function BoxName({ box }: { box: LineageBox }) {
  const { organizationId, name, opensOn, isLinked } = box
  return isLinked ? <Link to={`/organizations/${organizationId}?${asOfName}=${opensOn}`}>{name}</Link> : name
}

type WiresProps = { sentence: string; boxes: readonly LineageBox[]; height: number; mirrored?: boolean }

/** Lines between a column of boxes and the organization; the sentence says what they draw. */
function Wires({ sentence, boxes, height, mirrored = false }: WiresProps) {
  const end = height / 2
  return (
    <svg
      role="img"
      aria-label={sentence}
      className={classes['wires']}
      width={wireWidth}
      height={height}
      viewBox={`0 0 ${wireWidth} ${height}`}
    >
      <g transform={mirrored ? `translate(${wireWidth} 0) scale(-1 1)` : undefined}>
        {boxes.map(({ organizationId, isPartly }, index) => {
          const start = middleOf(index, boxes.length, height)
          const bend = wireWidth / 2
          return (
            <path
              key={organizationId}
              className={isPartly ? classes['partlyWire'] : classes['wire']}
              d={`M0 ${start}C${bend} ${start} ${bend} ${end} ${wireWidth} ${end}`}
            />
          )
        })}
      </g>
    </svg>
  )
}

type Row = LineageBox & { readonly way: 'before' | 'after' }

/** Every generation both ways with its act, its decision and how surely the decision is known. */
function LineageTable({ predecessors, successors }: Pick<LineageFigureProps, 'predecessors' | 'successors'>) {
  const t = useTranslations('organizations.lineage')
  const rows: Row[] = [
    ...predecessors.map((box) => ({ ...box, way: 'before' as const })),
    ...successors.map((box) => ({ ...box, way: 'after' as const })),
  ]
  return (
    <DataTable
      label={t('title')}
      rows={rows}
      rowKey={({ way, organizationId }) => `${way}-${organizationId}`}
      columns={[
        { id: 'name', head: t('organization'), phone: 'title', cell: (row) => <BoxName box={row} /> },
        { id: 'code', head: t('code'), cell: ({ code }) => code },
        {
          id: 'way',
          head: t('relation'),
          cell: ({ way, generation }) => (
            <>
              {t(way)}
              {generation > 1 && `, ${t('generation', { generation })}`}
            </>
          ),
        },
        { id: 'act', head: t('act'), cell: ({ actLabel, day }) => `${actLabel}, ${formatDay(day)}` },
        {
          id: 'decision',
          head: t('decision'),
          cell: ({ decision: { number, decidedOn, confidence } }) => (
            <span className={classes['decision']}>
              {number}
              {decidedOn !== null && `, ${formatDay(decidedOn)}`}
              <Chip look={confidence === 'T' ? 'flat' : 'dashed'} title={t(`confidence.${confidence}`)}>
                {t(`confidence.${confidence}`)}
              </Chip>
            </span>
          ),
        },
        { id: 'part', head: t('records'), cell: ({ isPartly }) => t(isPartly ? 'partly' : 'whole') },
      ]}
    />
  )
}
