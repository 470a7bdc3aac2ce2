import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { intakeAction, intakeLoader } from '../petitions/intake.server.ts'

export { IntakeScreen as default } from '../petitions/intake-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => intakeLoader(args)
export const action = (args: ActionFunctionArgs) => intakeAction(args)
