import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { longestOpeningHours, openingFields } from '@nq15/domain/petitions'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { CheckboxSet } from '../ui/checkbox-set.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { identityAction, identityLoader } from './identity.server.ts'
import { OpeningFacts } from './opening-facts.tsx'
import { Protections } from './protections-panel.tsx'
import { IdentityFields, VaultAnswerShown, VaultFold, VaultForm } from './vault-form.tsx'
import { WhyNot } from './vault-screen.tsx'

type Page = ReturnType<typeof useLoaderData<typeof identityLoader>>
type Kept = NonNullable<Page['kept']>

/** Who denounces, for the desk: sealed and not opened again but by asking; what was asked, decided and read. */
export function IdentityScreen() {
  const { petitionId, code, alias, sealedNumber, mayWork, kept, why, requestId, today } =
    useLoaderData<typeof identityLoader>()
  const answer = useActionData<typeof identityAction>()
  const [search] = useSearchParams()
  const t = useTranslations('vault')
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('register'), to: '/petitions' },
          { label: t('paper', { code }), to: `/petitions/${petitionId}` },
        ]}
        title={t('sender')}
        state={`${alias}. ${t('envelope', { number: sealedNumber || '–' })}`}
      />
      <div className={shared['stack']}>
        <VaultAnswerShown answer={answer ?? notOpened(search.get('refused'))} done={search.get('done')} />
        {why !== null && <WhyNot why={why} />}
        {kept && !kept.isStanding && <WhyNot why="NO_VAULT" />}
        {kept?.isStanding && (
          <>
            <Sealed kept={kept} petitionId={petitionId} mayWork={mayWork} requestId={requestId} />
            {(kept.sealed || kept.originals.length > 0) && (
              <Openings kept={kept} petitionId={petitionId} requestId={requestId} />
            )}
            {kept.protections && (
              <Protections protections={kept.protections} petitionId={petitionId} requestId={requestId} today={today} />
            )}
          </>
        )}
      </div>
    </>
  )
}

/** Why an original was not given out, as an act's answer. */
const notOpened = (code: string | null) =>
  code === null ? undefined : { act: 'read-original', code, findings: [], once: null }

type PartProps = { readonly kept: Kept; readonly petitionId: string; readonly requestId: string }

function Sealed({ kept, petitionId, mayWork, requestId }: PartProps & { mayWork: boolean }) {
  const t = useTranslations('vault')
  return (
    <Panel title={t(kept.sealed ? 'sealed' : 'not-sealed')} flush>
      {kept.sealed ? (
        <Notice tone="ok" title={t('sealed-by', { name: kept.sealed.byName, moment: formatMoment(kept.sealed.at) })}>
          {t('sealed-note')}
        </Notice>
      ) : (
        mayWork &&
        !kept.isFiled && (
          <VaultFold act="seal" requestId={requestId} hidden={{ petitionId }} main open>
            <p className={shared['whole']}>{t(kept.isAttended ? 'seal-help' : 'seal-help-alone')}</p>
            <IdentityFields />
          </VaultFold>
        )
      )}
      {kept.sealed?.isTraced && kept.isAtIntake && mayWork && (
        <VaultFold act="compare" requestId={requestId} hidden={{ petitionId }}>
          <p className={shared['whole']}>{t('compare-help')}</p>
        </VaultFold>
      )}
      {mayWork && (
        <VaultFold act="name-respondent" requestId={requestId} hidden={{ petitionId }}>
          <TextInput name="card" label={t('field.card')} description={t('field.card-help')} autoComplete="off" />
        </VaultFold>
      )}
    </Panel>
  )
}

/** The sealed originals that an opening lets its asker download. */
function Originals({ kept, petitionId, requestId, openingId }: PartProps & { openingId: string }) {
  const t = useTranslations('vault.originals')
  return (
    <div className={shared['stack']}>
      <p className={shared['light']}>{t('note')}</p>
      {kept.originals.map(({ originalId, at }, index) => (
        <form key={originalId} method="post" action={`/petitions/papers/${petitionId}/original`}>
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="openingId" value={openingId} />
          <input type="hidden" name="originalId" value={originalId} />
          <p className={shared['light']}>{t('one', { number: index + 1, moment: formatMoment(at) })}</p>
          <Button type="submit" variant="default">
            {t('open', { number: index + 1 })}
          </Button>
        </form>
      ))}
    </div>
  )
}

function Openings({ kept, petitionId, requestId }: PartProps) {
  const t = useTranslations('vault')
  const f = useTranslations('vault.identity')
  const hasLive = kept.openings.some(({ isOwn, state }) => isOwn && (state === 'asked' || state === 'open'))
  return (
    <>
      <Panel title={t('openings')} note={t('openings-note')}>
        {kept.openings.length === 0 ? (
          <EmptyState why={t('openings-none')} />
        ) : (
          kept.openings.map((one) => (
            <section key={one.openingId} aria-label={t('opening-of', { name: one.askedByName })}>
              <OpeningFacts opening={one} />
              {one.isOwn && one.state === 'open' && one.fields.some((field) => field !== 'original') && (
                <VaultForm act="read" requestId={requestId} hidden={{ openingId: one.openingId }} main />
              )}
              {one.isOwn && one.state === 'open' && one.fields.includes('original') && (
                <Originals kept={kept} petitionId={petitionId} requestId={requestId} openingId={one.openingId} />
              )}
              {one.isOwn && (one.state === 'open' || one.state === 'asked') && (
                <VaultForm
                  act="close"
                  requestId={requestId}
                  hidden={{ openingId: one.openingId, version: one.version }}
                />
              )}
            </section>
          ))
        )}
      </Panel>
      {!hasLive && (
        <Panel title={t('acts')} flush>
          <VaultFold act="ask" requestId={requestId} hidden={{ petitionId }}>
            <div className={shared['whole']}>
              <Textarea
                name="reason"
                label={t('field.reason')}
                description={t('field.reason-help')}
                autosize
                maxLength={500}
              />
            </div>
            <CheckboxSet
              legend={t('field.fields')}
              name="fields"
              choices={openingFields.map((value) => ({ value, label: f(value) }))}
            />
            <NumberInput name="hours" label={t('field.hours')} defaultValue={8} min={1} max={longestOpeningHours} />
          </VaultFold>
        </Panel>
      )}
    </>
  )
}
