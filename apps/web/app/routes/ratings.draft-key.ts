import type { ActionFunctionArgs } from '@remix-run/node'
import { draftKeyAction } from '../ratings/draft-key.server.ts'

export const action = (args: ActionFunctionArgs) => draftKeyAction(args)
