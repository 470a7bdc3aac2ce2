import { Button, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { formatMoment } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import type { DifferenceView } from './differences-view.ts'
import { Refused, useAct } from './level-form.tsx'
import classes from './workspace.module.css'

type Props = {
  differences: readonly DifferenceView[]
  /** The address that settles one. */
  url: string
  round: 1 | 2
  mayCount: boolean
  otherName: string
  nameOf: (caseId: string) => string
}

/** The two entries where they differ, side by side, field by field: each is settled with a reason, and both stay as typed. */
export function Differences({ differences, url, round, mayCount, otherName, nameOf }: Props) {
  const t = useTranslations('ratings.tally')
  const [openKey, setOpenKey] = useState<string | null>(null)
  const open = differences.filter(({ settled }) => settled === null)
  return (
    <div id="entries" tabIndex={-1}>
      <Panel
        flush
        tone={open.length > 0 ? 'watch' : 'plain'}
        title={
          open.length > 0
            ? t('entries-differ', { count: open.length })
            : differences.length > 0
              ? t('entries-settled', { count: differences.length })
              : t('entries-agree')
        }
        note={open.length > 0 ? t('entries-todo') : t('entries-agree-note', { name: otherName })}
      >
        {differences.length > 0 && (
          <div className={classes['scroll']}>
            <table className={classes['compare']}>
              <thead>
                <tr>
                  <th scope="col">{t('compare-who')}</th>
                  <th scope="col">{t('compare-field')}</th>
                  <th scope="col" className={classes['number']}>
                    {t('entry', { entry: 1 })}
                  </th>
                  <th scope="col" className={classes['number']}>
                    {t('entry', { entry: 2 })}
                  </th>
                  <th scope="col">{t('settle.head')}</th>
                </tr>
              </thead>
              <tbody>
                {differences.map((one) => {
                  const key = `${one.caseId ?? 'record'} ${one.field}`
                  const who = one.caseId === null ? t('record') : nameOf(one.caseId)
                  return (
                    <tr key={`${key} ${one.first} ${one.second}`}>
                      <th scope="row">{who}</th>
                      <td>{t(`settle.field.${one.field}`)}</td>
                      <td className={classes['number']}>{one.first}</td>
                      <td className={classes['number']}>{one.second}</td>
                      <td>
                        {one.settled && (
                          <span>
                            <strong>{one.settled.value}</strong> {one.settled.reason}{' '}
                            <span className={classes['second']}>
                              {t('settle.by', { by: one.settled.by, at: formatMoment(one.settled.at) })}
                            </span>
                          </span>
                        )}
                        {mayCount && openKey === key && (
                          <SettleForm one={one} url={url} round={round} close={() => setOpenKey(null)} />
                        )}
                        {mayCount && openKey !== key && (
                          <Button
                            onClick={() => setOpenKey(key)}
                            aria-label={t('settle.open-label', { who, field: t(`settle.field.${one.field}`) })}
                          >
                            {t(one.settled ? 'settle.again' : 'settle.open')}
                          </Button>
                        )}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </div>
  )
}

type SettleFormProps = { one: DifferenceView; url: string; round: 1 | 2; close: () => void }

function SettleForm({ one, url, round, close }: SettleFormProps) {
  const t = useTranslations('ratings.tally.settle')
  const { fetcher, requestId, errors, refusal, busy } = useAct(close)
  const [choice, setChoice] = useState<string>(one.settled ? String(one.settled.value) : '')
  const known = [String(one.first), String(one.second)]
  const [other, setOther] = useState(known.includes(choice) ? '' : choice)
  const isOther = choice !== '' && !known.includes(choice)
  return (
    <fetcher.Form method="post" action={url} className={classes['form']} noValidate>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="round" value={round} />
      <input type="hidden" name="caseId" value={one.caseId ?? ''} />
      <input type="hidden" name="field" value={one.field} />
      <input type="hidden" name="first" value={one.first} />
      <input type="hidden" name="second" value={one.second} />
      <input type="hidden" name="settled" value={isOther ? other : choice} />
      <Radio.Group
        label={t('right')}
        value={isOther ? 'other' : choice}
        onChange={setChoice}
        error={errors['settled'] ? t('value-needed') : undefined}
      >
        <div className={classes['choices']}>
          <Radio value={known[0] ?? ''} label={t('first', { value: one.first })} data-autofocus autoFocus />
          <Radio value={known[1] ?? ''} label={t('second', { value: one.second })} />
          <Radio value="other" label={t('other')} />
        </div>
      </Radio.Group>
      {isOther && (
        <TextInput
          label={t('other-value')}
          value={other}
          inputMode="numeric"
          maxLength={6}
          onChange={({ currentTarget }) => setOther(currentTarget.value)}
        />
      )}
      <TextInput
        name="reason"
        label={t('reason')}
        description={t('reason-help')}
        maxLength={300}
        autoComplete="off"
        error={errors['reason'] ? t('reason-needed') : undefined}
      />
      {refusal && <Refused code={refusal} />}
      <div className={classes['buttons']}>
        <Button onClick={close}>{t('leave')}</Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t('settle')}
        </Button>
      </div>
    </fetcher.Form>
  )
}
