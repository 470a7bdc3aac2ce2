import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { GradeChip } from '../ui/grade-chip.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { OutcomeChip } from '../ui/outcome-chip.tsx'
import { WhyPopover } from '../ui/why-popover.tsx'
import { ConfidenceMark } from './confidence-mark.tsx'
import type { ShownUnit } from './unit-view.server.ts'
import classes from './units.module.css'

/** The level that stands for a unit now, with everything the rules found behind it. */
export function UnitLevel({ unit }: { unit: ShownUnit }) {
  const t = useTranslations('units')
  if (unit.notRated) return <OutcomeChip outcome="not-rated" reason={t(`not-rated.${unit.notRated as 'OTHER'}`)} />
  const changed = unit.appraised ?? unit.intermediate
  return (
    <span className={classes['lines']}>
      {unit.effectiveGrade ? (
        <GradeChip grade={unit.effectiveGrade} />
      ) : (
        <OutcomeChip outcome={unit.outcome === 'INVALID' ? 'invalid' : 'manual'} />
      )}
      {changed && unit.computedGrade !== unit.effectiveGrade && (
        <span className={classes['small']}>{t('changed')}</span>
      )}
      <UnitWhy unit={unit} />
    </span>
  )
}

function UnitWhy({ unit }: { unit: ShownUnit }) {
  const t = useTranslations('units')
  const grade = useTranslations('ui.grade.full')
  const rule = unit.computedGrade ? grade(unit.computedGrade) : t('no-level')
  const found = unit.findings.map(({ sentence }) => sentence).join(' ')
  const [first] = unit.findings
  return (
    <WhyPopover
      title={t('why-title', { name: unit.who ?? unit.name })}
      sentence={`${t('why-rule', { rule })} ${found}`}
      why={{
        how: (
          <>
            {t('why-rule', { rule })}{' '}
            {unit.intermediate &&
              t('why-intermediate', {
                level: grade(unit.intermediate.grade),
                reason: unit.intermediate.reason ?? '',
              })}{' '}
            {unit.appraised &&
              t('why-appraised', { level: grade(unit.appraised.grade), reason: unit.appraised.reason ?? '' })}
          </>
        ),
        facts: found === '' ? t('nothing-found') : found,
        ...(unit.presumed.length > 0 ? { missing: t('presumed', { facts: unit.presumed.join(', ') }) } : {}),
        rule: first ? `${first.document}, ${first.provision}` : t('default-rule'),
        ...(first ? { source: <ConfidenceMark confidence={first.confidence} /> } : {}),
      }}
    />
  )
}

/** What of the legal order stands before a unit; on a long list a mere note goes without its chip. */
export function UnitBlocks({ unit, isList = false }: { unit: ShownUnit; isList?: boolean }) {
  const t = useTranslations('units.blocks')
  if (unit.blocks.length === 0) return null
  return (
    <span className={classes['lines']}>
      {unit.blocks.map(({ code, weight, count }) => (
        <span key={code}>
          {(weight === 'block' || !isList) && (
            <Chip look={weight === 'block' ? 'watch' : 'grey'}>{t(weight === 'block' ? 'blocked' : 'note')}</Chip>
          )}{' '}
          <span className={classes['small']}>{t(`${code}.sentence`, { count })}</span>
        </span>
      ))}
    </span>
  )
}

/** Signs beside a unit: facts on file, discipline below and in the collective, open signs of weakness. */
export function UnitSigns({ unit }: { unit: ShownUnit }) {
  const t = useTranslations('units.signs')
  const { onFile, subordinates, collectiveMember } = unit.signs
  const found = [
    ...(onFile > 0 ? [t('on-file', { count: onFile })] : []),
    ...(subordinates > 0 ? [t('subordinates', { count: subordinates })] : []),
    ...(collectiveMember === true ? [t('collective')] : []),
    ...(unit.openSigns > 0 ? [t('open', { count: unit.openSigns })] : []),
  ]
  return found.length === 0 ? <span className={classes['small']}>{t('none')}</span> : <span>{found.join('; ')}</span>
}

/** A reported figure, or that it is missing. */
export const Reported = ({ value }: { value: string | number | null }) =>
  value === null || value === '' ? <MissingValue kind="missing" /> : String(value).replace('.', ',')
