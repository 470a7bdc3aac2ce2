import type { ForecastAlarmState, CommitmentState as Promised, IncidentState as State } from '@nq15/domain/incidents'
import type { SignalStatus } from '@nq15/domain/monitoring'
import { useTranslations } from 'use-intl'
import { Chip, type ChipLook } from '../ui/chip.tsx'

const looks: Readonly<Record<State, ChipLook>> = {
  detected: 'dashed',
  received: 'dashed',
  classified: 'accent',
  assigned: 'accent',
  'in-progress': 'watch',
  calm: 'watch',
  settled: 'ok',
  'removal-pending': 'ok',
  removed: 'grey',
  reopened: 'red',
  'out-of-scope': 'grey',
}

/** Where a case stands. */
export function IncidentState({ state }: { state: State }) {
  const t = useTranslations('incidents.states')
  return <Chip look={looks[state]}>{t(state)}</Chip>
}

const promised: Readonly<Record<Promised, ChipLook>> = {
  made: 'accent',
  kept: 'ok',
  missed: 'red',
  explained: 'red',
  'kept-late': 'watch',
}

/** How a promise stands; due within a month is said in words too. */
export function CommitmentState({ state, isSoon }: { state: Promised; isSoon: boolean }) {
  const t = useTranslations('incidents.commitment-states')
  return <Chip look={promised[state]}>{t(state === 'made' && isSoon ? 'due-soon' : state)}</Chip>
}

/** A watch level 0–3, or that nothing is known. */
export function WatchLevelChip({ level }: { level: number | null }) {
  const t = useTranslations('incidents.levels')
  const look = level === null ? 'dashed' : level === 0 ? 'ok' : level === 1 ? 'watch' : 'red'
  return <Chip look={look}>{level === null ? t('unknown') : t('level', { level })}</Chip>
}

const alarmed: Readonly<Record<ForecastAlarmState, ChipLook>> = {
  raised: 'watch',
  escalated: 'red',
  acknowledged: 'ok',
  closed: 'grey',
}

/** Where an alarm stands. */
export function AlarmState({ state }: { state: ForecastAlarmState }) {
  const t = useTranslations('incidents.alarm-states')
  return <Chip look={alarmed[state]}>{t(state)}</Chip>
}

const signals: Readonly<Record<SignalStatus, ChipLook>> = {
  ...{ red: 'red', yellow: 'watch', green: 'ok', info: 'accent' },
  ...{ 'no-data': 'dashed', 'not-applicable': 'grey', suppressed: 'grey' },
}

/** What an indicator says. */
export function SignalChip({ status }: { status: SignalStatus }) {
  const t = useTranslations('incidents.signals')
  return <Chip look={signals[status]}>{t(status)}</Chip>
}
