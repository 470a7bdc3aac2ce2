import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { destructionAction, destructionLoader } from '../petitions/destruction.server.ts'

export { DestructionScreen as default } from '../petitions/destruction-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => destructionLoader(args)
export const action = (args: ActionFunctionArgs) => destructionAction(args)
