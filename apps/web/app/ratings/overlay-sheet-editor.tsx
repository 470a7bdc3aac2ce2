import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { ScoreSheet, SheetGroup, SheetItem } from '@nq15/domain/ratings'
import { useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import classes from './own-rules.module.css'

type Props = {
  readonly sheet: ScoreSheet
  readonly maxima: { readonly general: string; readonly results: string }
  readonly onChange: (sheet: ScoreSheet) => void
  readonly onRemove: () => void
}

const modes = ['BINARY', 'BAND', 'FREE', 'DERIVED'] as const

/** One sheet as rows of criteria with their maxima; the sums are said while it is typed, and checked exactly when it is saved. */
export function OverlaySheetEditor({ sheet, maxima, onChange, onRemove }: Props) {
  const t = useTranslations('rules')
  const subject = useTranslations('rules.subjects')
  const groups = (part: readonly SheetGroup[], put: (changed: SheetGroup[]) => void) =>
    part.map((group, index) => (
      <Group
        key={group.code}
        group={group}
        onChange={(changed) => put(part.map((one, at) => (at === index ? changed : one)))}
      />
    ))
  const { general, results } = sheet
  return (
    <Panel
      title={sheet.title}
      note={sheet.subjects.map((one) => subject(one)).join(', ')}
      aside={<Button onClick={onRemove}>{t('remove-sheet')}</Button>}
    >
      <p className={classes['small']}>{t('sum-general', { sum: sumOf(general), max: maxima.general })}</p>
      {groups(general, (changed) => onChange({ ...sheet, general: changed }))}
      {results.kind === 'AXES' ? (
        <>
          <p className={classes['small']} style={{ marginTop: '1rem' }}>
            {t('axes-help', { max: maxima.results })}
          </p>
          <ul className={classes['list']}>
            {results.axes.map(({ code, text }) => (
              <li key={code}>{text}</li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p className={classes['small']} style={{ marginTop: '1rem' }}>
            {t('sum-results', { sum: sumOf(results.groups), max: maxima.results })}
          </p>
          {groups(results.groups, (changed) => onChange({ ...sheet, results: { kind: 'ITEMS', groups: changed } }))}
        </>
      )}
    </Panel>
  )
}

function Group({ group, onChange }: { group: SheetGroup; onChange: (group: SheetGroup) => void }) {
  const t = useTranslations('rules')
  const put = (items: SheetItem[]) => onChange({ ...group, items })
  const change = (index: number, changed: Partial<SheetItem>) =>
    put(group.items.map((item, at) => (at === index ? itemOf({ ...item, ...changed }) : item)))
  return (
    <fieldset className={classes['group']}>
      <legend>{group.code}</legend>
      <div className={classes['item']}>
        <TextInput
          label={t('group-text')}
          value={group.text}
          onChange={({ currentTarget: { value } }) => onChange({ ...group, text: value })}
        />
        <TextInput
          label={t('max')}
          value={group.max}
          inputMode="decimal"
          onChange={({ currentTarget: { value } }) => onChange({ ...group, max: value })}
        />
      </div>
      {group.items.map((item, index) => (
        <div key={item.code} className={classes['item']}>
          <TextInput
            label={t('item-text', { code: item.code })}
            value={item.text}
            onChange={({ currentTarget: { value } }) => change(index, { text: value })}
          />
          <TextInput
            label={t('max')}
            value={item.max}
            inputMode="decimal"
            onChange={({ currentTarget: { value } }) => change(index, { max: value })}
          />
          <NativeSelect
            label={t('mode')}
            value={item.mode}
            onChange={({ currentTarget: { value } }) =>
              change(index, { mode: modes.find((one) => one === value) ?? 'FREE' })
            }
            data={modes.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
          />
          <Button
            aria-label={t('remove-item', { text: item.text })}
            disabled={group.items.length === 1}
            onClick={() => put(group.items.filter((_, at) => at !== index))}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <p className={classes['small']}>{t('sum-group', { sum: sumOf(group.items), max: group.max })}</p>
      <Button
        onClick={() => put([...group.items, { code: nextCode(group), text: t('new-item'), max: '1', mode: 'FREE' }])}
      >
        {t('add-item')}
      </Button>
    </fieldset>
  )
}

/** Only a derived item names what it is derived from. */
function itemOf({ from, ...item }: SheetItem): SheetItem {
  return item.mode === 'DERIVED' ? { ...item, from: from ?? 'onTimeRate' } : item
}

function nextCode({ code, items }: SheetGroup): string {
  const taken = new Set(items.map((item) => item.code))
  let number = items.length + 1
  while (taken.has(`${code}.${number}`)) number += 1
  return `${code}.${number}`
}

/** For the eye while typing; what counts is the exact sum when it is saved. */
function sumOf(parts: readonly { readonly max: string }[]): string {
  const thousandths = parts
    .map(({ max }) => Math.round(Number(max.replace(',', '.')) * 1000))
    .reduce((sum, one) => sum + one, 0)
  return Number.isNaN(thousandths) ? '?' : String(thousandths / 1000)
}
