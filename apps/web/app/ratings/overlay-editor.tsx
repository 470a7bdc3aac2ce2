import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, type useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Panel } from '../ui/panel.tsx'
import { ConfidenceMark } from './confidence-mark.tsx'
import { OverlaySheetEditor } from './overlay-sheet-editor.tsx'
import { optionFields, useOptionWords } from './overlay-words.ts'
import classes from './own-rules.module.css'
import type { overlayLoader } from './own-rules.server.ts'

type View = ReturnType<typeof useLoaderData<typeof overlayLoader>>
type Choices = View['choices']

/** The draft as a form: options with the readings of our sources beside them, rounds, calendar and sheets; saved as one. */
export function OverlayEditor({ view }: { view: View }) {
  const { overlay, standingOptions, readings, calendarRows, maxima, requestId } = view
  const t = useTranslations('rules')
  const words = useOptionWords()
  const busy = useNavigation().state !== 'idle'
  const [title, setTitle] = useState(overlay.title)
  const [options, setOptions] = useState(() => textsOf(view.choices.options))
  const [rounds, setRounds] = useState(view.choices.ballotRounds === null ? '' : String(view.choices.ballotRounds))
  const [days, setDays] = useState(
    () => new Map(view.choices.calendar.map(({ code, from, to }) => [code, `${shown(from)} – ${shown(to)}`])),
  )
  const [sheets, setSheets] = useState(view.choices.scoreSheets)
  const calendar = calendarRows.flatMap(({ code, yearOffset }) => {
    const window = windowOf(days.get(code) ?? '')
    return window ? [{ code, ...window, yearOffset }] : []
  })
  const choices = {
    options: optionsOf(options, standingOptions),
    ...(sheets.length > 0 ? { scoreSheets: sheets } : {}),
    ...(calendar.length > 0 ? { calendar } : {}),
    ...(rounds === '' ? {} : { ballotRounds: Number(rounds) }),
  }
  return (
    <Form method="post" className={classes['stack']}>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="version" value={overlay.version} />
      <input type="hidden" name="choices" value={JSON.stringify(choices)} />
      <Panel title={t('edit-options')}>
        <TextInput
          name="title"
          label={t('overlay-title')}
          value={title}
          onChange={({ currentTarget: { value } }) => setTitle(value)}
          maxLength={300}
          required
          withAsterisk={false}
        />
        <div className={classes['fields']} style={{ marginTop: '1rem' }}>
          {optionFields.map(({ path, values }) => {
            const change = (value: string) => setOptions(new Map(options).set(path, value))
            const standing = t('as-standing', { value: words.optionValue(standingValue(path, standingOptions)) })
            return (
              <div key={path}>
                {values === null ? (
                  <TextInput
                    label={words.option(path)}
                    placeholder={standing}
                    value={options.get(path) ?? ''}
                    inputMode="decimal"
                    onChange={({ currentTarget: { value } }) => change(value)}
                  />
                ) : (
                  <NativeSelect
                    label={words.option(path)}
                    value={options.get(path) ?? ''}
                    onChange={({ currentTarget: { value } }) => change(value)}
                    data={[
                      { value: '', label: standing },
                      ...values.map((value) => ({ value, label: words.optionValue(value) })),
                    ]}
                  />
                )}
                {readings
                  .filter(({ option }) => option === path)
                  .map(({ reading, source }) => (
                    <p key={`${reading} ${source.document} ${source.provision}`} className={classes['small']}>
                      {words.optionValue(reading)}: {source.document}, {source.provision}{' '}
                      <ConfidenceMark confidence={source.confidence} />
                    </p>
                  ))}
              </div>
            )
          })}
          <NativeSelect
            label={t('rounds')}
            value={rounds}
            onChange={({ currentTarget: { value } }) => setRounds(value)}
            data={[
              { value: '', label: t('rounds-standing') },
              { value: '1', label: t('rounds-one') },
              { value: '2', label: t('rounds-two') },
            ]}
          />
        </div>
      </Panel>
      <Panel title={t('edit-calendar')}>
        <p className={classes['small']}>{t('calendar-help')}</p>
        <div className={classes['fields']}>
          {calendarRows.map(({ code, from, to }) => (
            <TextInput
              key={code}
              label={words.calendar(code)}
              placeholder={`${shown(from)} – ${shown(to)}`}
              value={days.get(code) ?? ''}
              error={
                (days.get(code) ?? '') !== '' && windowOf(days.get(code) ?? '') === null
                  ? t('calendar-malformed')
                  : undefined
              }
              onChange={({ currentTarget: { value } }) => setDays(new Map(days).set(code, value))}
            />
          ))}
        </div>
      </Panel>
      {sheets.map((sheet, index) => (
        <OverlaySheetEditor
          key={sheet.code}
          sheet={sheet}
          maxima={maxima}
          onChange={(changed) => setSheets(sheets.map((one, at) => (at === index ? changed : one)))}
          onRemove={() => setSheets(sheets.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button type="submit" name="intent" value="save" variant="filled" disabled={busy}>
          {t('save')}
        </Button>
      </div>
    </Form>
  )
}

const shown = (monthDay: string) => monthDay.split('-').reverse().join('/')

/** `05/11 – 10/12` or one day, as months and days; null when it is none. */
function windowOf(text: string): { readonly from: string; readonly to: string } | null {
  const parts = [...text.matchAll(/(\d{1,2})\/(\d{1,2})/gu)].map(
    ([, day = '', month = '']) => `${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  )
  const [from, to = from] = parts
  return from !== undefined && to !== undefined && parts.length <= 2 ? { from, to } : null
}

type Texts = ReadonlyMap<string, string>

function textsOf(options: Choices['options']): Texts {
  const { quota = {}, caps = {}, voting, ...open } = options
  const leaves = (prefix: string, object: object) =>
    Object.entries(object).map(([key, value]): [string, string] => [`${prefix}${key}`, String(value)])
  return new Map([
    ...leaves('', open),
    ...leaves('quota.', quota),
    ...leaves('caps.', caps),
    ...(voting
      ? ([
          ['voting.base', voting.base],
          ['voting.share', `${voting.num}/${voting.den}`],
        ] satisfies [string, string][])
      : []),
  ])
}

function standingValue(path: string, options: View['standingOptions']): string {
  if (path === 'voting.share') return `${options.voting.num}/${options.voting.den}`
  return String(path.split('.').reduce<unknown>((value, key) => Object(value)[key], options))
}

/** The typed texts as options; what is left empty stays as it stands. Half must be passed, two thirds must be reached. */
function optionsOf(texts: Texts, standing: View['standingOptions']) {
  const typed = [...texts].filter(([path, value]) => value.trim() !== '' && !path.startsWith('voting.'))
  const options: Record<string, unknown> = {}
  for (const [path, value] of typed) {
    const [head = '', tail] = path.split('.')
    const read =
      value === 'true'
        ? true
        : value === 'false'
          ? false
          : /^[\d.,]+$/u.test(value)
            ? Number(value.replace(',', '.'))
            : value
    if (tail === undefined) options[head] = read
    else options[head] = { ...Object(options[head]), [tail]: read }
  }
  const [base, share] = [texts.get('voting.base') ?? '', texts.get('voting.share') ?? '']
  if (base === '' && share === '') return options
  const [num, den] = (share === '' ? `${standing.voting.num}/${standing.voting.den}` : share).split('/').map(Number)
  const strict = share === '' ? standing.voting.strict : share === '1/2'
  return { ...options, voting: { num, den, strict, base: base === '' ? standing.voting.base : base } }
}
