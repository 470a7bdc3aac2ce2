import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import type { dutyLinkAction } from './duty-link.server.ts'
import type { memberLoader, ownMemberLoader } from './member.server.ts'
import classes from './members.module.css'

type Shown = NonNullable<ReturnType<typeof useLoaderData<typeof memberLoader>>['disciplines']>[number]

/** The disciplines of a file, whether each is linked to duty, and the form that says so from a paper. */
export function MemberDisciplines() {
  const { disciplines } = useLoaderData<typeof memberLoader | typeof ownMemberLoader>()
  const answer = useActionData<typeof dutyLinkAction>()
  const [search] = useSearchParams()
  const t = useTranslations('members.file')
  const l = useTranslations('members.duty-link')
  if (disciplines === null) return null
  return (
    <div id="disciplines">
      <Panel title={t('disciplines')} flush={disciplines.length > 0}>
        {search.get('done') === 'duty-link' && answer === undefined && (
          <Notice tone="ok" live="status" title={l('done')} />
        )}
        {disciplines.length === 0 ? (
          <p className={classes['light']}>{t('no-disciplines')}</p>
        ) : (
          <>
            <DataTable
              label={t('disciplines')}
              rows={disciplines}
              rowKey={({ decisionNumber }) => decisionNumber}
              columns={[
                {
                  id: 'form',
                  head: t('form'),
                  phone: 'title',
                  cell: ({ formLabel, violation }) => (
                    <>
                      {formLabel}
                      <br />
                      <span className={classes['light']}>{violation}</span>
                    </>
                  ),
                },
                {
                  id: 'decision',
                  head: t('by-decision'),
                  cell: ({ decisionNumber, decidedOn }) => `${decisionNumber}, ${formatDay(decidedOn)}`,
                },
                { id: 'link', head: l('head'), cell: (one) => <Link one={one} /> },
                {
                  id: 'state',
                  head: t('state'),
                  cell: ({ stateLabel, isEffective }) => (
                    <Chip look={isEffective ? 'redEdge' : 'grey'}>{stateLabel}</Chip>
                  ),
                },
              ]}
            />
            {disciplines
              .filter(({ mayState }) => mayState)
              .map((one) => (
                <LinkForm key={one.id} one={one} />
              ))}
          </>
        )}
      </Panel>
    </div>
  )
}

function Link({ one: { dutyRelated, dutyBasis, violatedOn, selfDetected } }: { one: Shown }) {
  const l = useTranslations('members.duty-link')
  if (dutyRelated === null) return <MissingValue kind="missing" />
  return (
    <>
      {l(`links.${dutyRelated}`)}
      <br />
      <span className={classes['light']}>
        {l('by', { basis: dutyBasis ?? '' })}
        {violatedOn !== null && `; ${l('violated', { day: formatDay(violatedOn) })}`}
        {selfDetected && `; ${l('self-short')}`}
      </span>
    </>
  )
}

/** Folded until it is wanted; a refused one stays open with what was typed. */
function LinkForm({ one }: { one: Shown }) {
  const { dutyLinks } = useLoaderData<typeof memberLoader>()
  const answer = useActionData<typeof dutyLinkAction>()
  const busy = useNavigation().state !== 'idle'
  const l = useTranslations('members.duty-link')
  const refused = answer?.typed['recordId'] === one.id ? answer : undefined
  const typed = refused?.typed ?? {
    ...{ dutyRelated: one.dutyRelated ?? '', basis: one.dutyBasis ?? '', selfDetected: one.selfDetected ? 'yes' : '' },
    violatedOn: one.violatedOn === null ? '' : formatDay(one.violatedOn),
  }
  return (
    <details className={shared['act']} open={refused ? true : undefined}>
      <summary>{l('say', { number: one.decisionNumber })}</summary>
      {refused && (
        <Notice
          tone="error"
          live="alert"
          title={
            l.has(`refusals.${refused.code}` as 'refusals.other')
              ? l(`refusals.${refused.code}` as 'refusals.other')
              : l('refusals.other')
          }
        />
      )}
      <Form method="post">
        <input type="hidden" name="requestId" value={one.requestId} />
        <input type="hidden" name="recordId" value={one.id} />
        <input type="hidden" name="version" value={one.version} />
        <div className={shared['fields']}>
          <NativeSelect
            name="dutyRelated"
            label={l('head')}
            description={l('head-help')}
            defaultValue={typed['dutyRelated'] ?? ''}
            required
            withAsterisk={false}
            data={[
              { value: '', label: l('links.not-said') },
              ...dutyLinks.map((value) => ({ value, label: l(`links.${value}`) })),
            ]}
          />
          <TextInput
            name="basis"
            label={l('basis')}
            description={l('basis-help')}
            defaultValue={typed['basis'] ?? ''}
            required
            withAsterisk={false}
            maxLength={300}
          />
          <DayInput
            name="violatedOn"
            label={l('violated-on')}
            description={l('violated-on-help')}
            defaultValue={typed['violatedOn'] ?? ''}
          />
          <Checkbox
            name="selfDetected"
            value="yes"
            label={l('self')}
            defaultChecked={typed['selfDetected'] === 'yes'}
          />
        </div>
        <div className={shared['end']}>
          <Button type="submit" loading={busy}>
            {l('save')}
          </Button>
        </div>
      </Form>
    </details>
  )
}
