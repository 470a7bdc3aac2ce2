import type { LoaderFunctionArgs } from '@remix-run/node'
import { dossierLoader } from '../organizations/dossier.server.ts'

export { DossierScreen as default } from '../organizations/dossier-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => dossierLoader(args)
