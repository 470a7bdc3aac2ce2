import type { ActionFunctionArgs } from '@remix-run/node'
import { lookAction } from '../petitions/intake.server.ts'

export const action = (args: ActionFunctionArgs) => lookAction(args)
