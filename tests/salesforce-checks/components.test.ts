import { describe, expect, it } from 'vitest';
import { altered, check, files, project, source } from './project.ts';

async function saidOf(name: string, fault: Record<string, string | null>) {
  const [result] = await check(project(fault), name);
  return result?.findings ?? [];
}

describe('the tests of components', () => {
  it('run every component, where there are tests', async () => {
    const idle = {
      [`${source}/lwc/idle/idle.js`]:
        "import { LightningElement } from 'lwc';\n\nexport default class Idle extends LightningElement {\n  get text() {\n    return 'Nobody sees this';\n  }\n}\n",
      [`${source}/lwc/idle/idle.html`]: '<template>{text}</template>\n',
      [`${source}/lwc/idle/idle.js-meta.xml`]:
        '<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>68.0</apiVersion></LightningComponentBundle>\n',
    };
    const findings = await saidOf('lwc-tests', idle);
    expect(findings).toContainEqual({
      file: `${source}/lwc/idle`,
      message: 'No test runs this component.',
    });
    expect(findings.map(({ file }) => file)).not.toContain(`${source}/lwc/greeting`);
  });

  it('need not be of the component itself: that of the whole runs its parts', async () => {
    const part = {
      [`${source}/lwc/part/part.js`]:
        "import { api, LightningElement } from 'lwc';\n\nexport default class Part extends LightningElement {\n  @api text;\n\n  get shown() {\n    return this.text;\n  }\n}\n",
      [`${source}/lwc/part/part.html`]: '<template>{shown}</template>\n',
      [`${source}/lwc/part/part.js-meta.xml`]:
        '<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>68.0</apiVersion></LightningComponentBundle>\n',
      ...altered(files.markup, '{text}', '{text}<c-part text=""></c-part>'),
    };
    expect(await saidOf('lwc-tests', part)).toEqual([]);
  });

  it('are asked for where there are none', async () => {
    expect(await saidOf('lwc-tests', { [files.test]: null })).toEqual([
      { file: `${source}/lwc/greeting`, message: 'No test runs this component.' },
    ]);
  });

  it('tell the line and what was expected', async () => {
    const [finding] = await saidOf(
      'lwc-tests',
      altered(files.test, 'Good morning', 'Good evening'),
    );
    expect(finding).toMatchObject({ file: files.test, line: 4 });
    expect(finding?.message).toContain('Expected: "Good evening"');
    expect(finding?.message).toContain('Received: "Good morning"');
  });

  it('fail where the template does not compile', async () => {
    const [finding] = await saidOf('lwc-tests', altered(files.markup, '{text}', '{text + 1}'));
    expect(finding?.file).toBe(files.test);
    expect(finding?.message).toContain('LWC10');
  });

  it('fail where not everybody can use what is drawn', async () => {
    const [finding] = await saidOf(
      'lwc-tests',
      altered(files.markup, '{text}</p>', '{text}</p><img src="/face.png">'),
    );
    expect(finding?.message).toContain('image-alt');
  });

  it('fail where they leave out too much', async () => {
    const methods = [1, 2, 3, 4, 5, 6].map((n) => `\n  untold${n}() {\n    return ${n};\n  }\n`);
    const findings = await saidOf(
      'lwc-tests',
      altered(files.script, 'text = greeting;', `text = greeting;\n${methods.join('')}`),
    );
    expect(findings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/coverage threshold for functions \(90%\) not met/),
    );
  });
});

describe("Salesforce's rules for components", () => {
  const lint = async (...statements: string[]) => {
    const body = statements.map((statement) => `    ${statement}\n`).join('');
    const findings = await saidOf(
      'lwc-lint',
      altered(
        files.script,
        'text = greeting;',
        `text = greeting;\n\n  connectedCallback() {\n${body}  }`,
      ),
    );
    return findings.map(({ rule }) => rule);
  };

  it.each([
    ["this.template.querySelector('p').innerHTML = this.text;", '@lwc/lwc/no-inner-html'],
    ["this.text = document.querySelector('title');", '@lwc/lwc/no-document-query'],
    ["eval('this.text');", 'no-eval'],
    ["this.text = localStorage.getItem('text');", 'no-restricted-globals'],
    ["this.text = window.sessionStorage.getItem('text');", 'no-restricted-properties'],
    ["document.cookie = 'text=1';", 'no-restricted-properties'],
    ['setTimeout(() => {}, 1);', '@lwc/lwc/no-async-operation'],
    ['// eslint-disable-next-line no-eval', null],
  ])('find %s', async (statement, rule) => {
    expect(await lint(statement)).toEqual([rule ?? undefined]);
  });

  it('let tests wait and mock', async () => {
    const fault = altered(
      files.test,
      '  document.body.appendChild(element);',
      '  document.body.appendChild(element);\n  await new Promise((settle) => setTimeout(settle, 0));',
    );
    expect(await saidOf('lwc-lint', fault)).toEqual([]);
  });
});

describe('what components import from the org', () => {
  const imports = async (fault: Record<string, string | null>) =>
    (await saidOf('lwc-imports', fault)).map(({ file, line, message }) => ({
      file,
      line,
      message,
    }));

  it('is a static @AuraEnabled method of a class of the package', async () => {
    expect(await imports(altered(files.script, 'Greeter.greet', 'Greeter.meet'))).toEqual([
      { file: files.class, line: 3, message: 'No component calls Greeter.greet.' },
      { file: files.script, line: 1, message: 'There is no @AuraEnabled static Greeter.meet.' },
    ]);
    const message = 'There is no @AuraEnabled static Greeter.greet.';
    const hidden = altered(files.class, '@AuraEnabled(cacheable=true)', '@TestVisible');
    expect(await imports(hidden)).toEqual([{ file: files.script, line: 1, message }]);
  });

  it.each([
    ["wire(greet, { recordId: '$recordId' })", "wire(greet, { record: '$recordId' })", 7],
    ['text = greeting;', 'text = greeting;\n  greeted = greet({ record: 1 });', 9],
    ['text = greeting;', 'text = greeting;\n  greeted = this.ask(greet, { record: 1 });', 9],
  ])('is called with the parameters that it takes: not %s -> %s', async (part, by, line) => {
    expect(await imports(altered(files.script, part, by))).toEqual([
      { file: files.script, line, message: 'Greeter.greet takes no record. It takes: recordId.' },
    ]);
  });

  it('is a custom permission of the package', async () => {
    const asked = altered(
      files.script,
      'import { api',
      "import mayGreet from '@salesforce/customPermission/oppspot__Greet';\nimport { api",
    );
    expect(await imports(asked)).toEqual([
      { file: files.script, line: 3, message: 'There is no custom permission oppspot__Greet.' },
    ]);
    const permission = { [`${source}/customPermissions/Greet.customPermission-meta.xml`]: '' };
    expect(await imports({ ...asked, ...permission })).toEqual([]);
  });
});

describe("the design system's rules", () => {
  it('say what to write instead, with the line', async () => {
    const [finding] = await saidOf(
      'lwc-design',
      altered(files.style, 'var(--slds-g-color-on-surface-1, #5c5c5c)', '#5c5c5c'),
    );
    expect(finding).toMatchObject({ file: files.style, line: 2 });
    expect(finding?.message).toMatch(/^Consider replacing the #5c5c5c static value/);
  });

  it('cover markup', async () => {
    const fault = altered(files.markup, 'class="greeting"', 'class="slds-p-around--small"');
    expect(await saidOf('lwc-design', fault)).toEqual([
      expect.objectContaining({ file: files.markup, line: 2 }),
    ]);
  });
});
