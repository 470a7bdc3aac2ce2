import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { MissingValue } from '../ui/missing-value.tsx'
import classes from './dossier.module.css'
import type { dossierLoader } from './dossier.server.ts'

/** The area of an organization, the bodies of the other sides there, who is in charge, and how well a listed name is known. */
export function BesideFacts({ kept }: { kept: string }) {
  const { beside } = useLoaderData<typeof dossierLoader>()
  const t = useTranslations('organizations.sides')
  const { area, bodies, inCharge } = beside
  return (
    <>
      {area !== null && (
        <div>
          <dt>{t('area')}</dt>
          <dd>
            <Link to={`/areas/${area.code}${kept}`}>{area.name}</Link>
          </dd>
        </div>
      )}
      {inCharge !== null && (
        <div>
          <dt>{t('in-charge')}</dt>
          <dd>
            <Link to={`${inCharge.to}${kept}`}>{inCharge.name ?? <MissingValue kind="missing" />}</Link>
          </dd>
        </div>
      )}
      {bodies.length > 0 && (
        <div>
          <dt>{t('beside')}</dt>
          <dd>
            <ul className={classes['posts']}>
              {bodies.map(({ organizationId, name, isLinked }) => (
                <li key={organizationId}>
                  {isLinked ? <Link to={`/organizations/${organizationId}${kept}`}>{name}</Link> : name}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </>
  )
}
