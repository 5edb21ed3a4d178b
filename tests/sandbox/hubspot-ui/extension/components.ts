/** Every component this page draws, by the name that crosses from the worker. */
import type { ComponentType } from 'react';
import { Button, ButtonRow, LoadingButton } from './components/buttons.tsx';
import { BarChart, LineChart } from './components/charts.tsx';
import { Checkbox, RadioButton, Toggle, ToggleGroup } from './components/choices.tsx';
import { CrmActionButton, CrmActionLink, CrmPropertyList } from './components/crm.tsx';
import {
  DescriptionList,
  DescriptionListItem,
  ProgressBar,
  ScoreCircle,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StepIndicator,
} from './components/data.tsx';
import { DateInput, TimeInput } from './components/date-inputs.tsx';
import { Dropdown, DropdownButtonItem } from './components/dropdown.tsx';
import { Form } from './components/form.tsx';
import { Icon } from './components/icons.tsx';
import { Illustration } from './components/illustrations.tsx';
import { Input, SearchInput, TextArea } from './components/inputs.tsx';
import {
  AutoGrid,
  Box,
  Card,
  Divider,
  Flex,
  Inline,
  Spacer,
  Stack,
  Tile,
} from './components/layout.tsx';
import { CurrencyInput, NumberInput, StepperInput } from './components/number-inputs.tsx';
import {
  Modal,
  ModalBody,
  ModalFooter,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  Tooltip,
} from './components/overlays.tsx';
import { MultiSelect, Select } from './components/selects.tsx';
import {
  Alert,
  EmptyState,
  ErrorState,
  LoadingSpinner,
  StatusTag,
  Tag,
} from './components/status.tsx';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from './components/table.tsx';
import { Accordion, Tab, Tabs } from './components/tabs.tsx';
import { Heading, Image, Link, List, Text } from './components/text.tsx';

// biome-ignore lint/suspicious/noExplicitAny: Props come from a worker, each component has its own.
export const components: Record<string, ComponentType<any>> = {
  Accordion,
  Alert,
  AutoGrid,
  BarChart,
  Box,
  Button,
  ButtonRow,
  Card,
  Checkbox,
  CrmActionButton,
  CrmActionLink,
  CrmPropertyList,
  CurrencyInput,
  DateInput,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Dropdown,
  DropdownButtonItem,
  EmptyState,
  ErrorState,
  Flex,
  Form,
  Heading,
  Icon,
  Illustration,
  Image,
  Inline,
  Input,
  LineChart,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  MultiSelect,
  NumberInput,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  ProgressBar,
  RadioButton,
  ScoreCircle,
  SearchInput,
  Select,
  Spacer,
  Stack,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  StepIndicator,
  StepperInput,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
  Tag,
  Text,
  TextArea,
  // HubSpot's former spelling, still exported.
  Textarea: TextArea,
  Tile,
  TimeInput,
  Toggle,
  ToggleGroup,
  Tooltip,
};
