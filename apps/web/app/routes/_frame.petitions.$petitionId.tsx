import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { petitionAction, petitionLoader } from '../petitions/petition.server.ts'

export { PetitionScreen as default } from '../petitions/petition-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => petitionLoader(args)
export const action = (args: ActionFunctionArgs) => petitionAction(args)
