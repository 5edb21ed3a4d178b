import { basename } from 'node:path';
import { ClassBodyDeclarationContext } from '@apexdevtools/apex-parser';
import { type ApexSource, isAnnotated, nodes } from './source.ts';

/** A method of Apex that the browser may call. */
export interface Endpoint {
  file: string;
  line: number;
  parameters: string[];
}

/** The `@AuraEnabled` methods, by `Class.method`. https://developer.salesforce.com/docs/platform/lwc/guide/apex-import-method */
export function endpointsOf(sources: ApexSource[]): Map<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>();
  for (const { file, tree } of sources) {
    for (const member of nodes(ClassBodyDeclarationContext, tree)) {
      const method = member.memberDeclaration()?.methodDeclaration();
      const modifiers = member.modifier_list();
      // The same annotation marks what is sent of an object; only static methods are called.
      const isStatic = modifiers.some((modifier) => modifier.STATIC());
      if (!method || !isStatic || !isAnnotated(modifiers, 'AuraEnabled')) continue;
      const parameters = method.formalParameters().formalParameterList()?.formalParameter_list();
      endpoints.set(`${basename(file, '.cls')}.${method.id().getText()}`, {
        file,
        line: method.start.line,
        parameters: (parameters ?? []).map((parameter: { id(): { getText(): string } }) =>
          parameter.id().getText(),
        ),
      });
    }
  }
  return endpoints;
}
