/**
 * UK Standard Industrial Classification 2007: names of its divisions (two digits) and groups (three).
 * Structure: https://www.ons.gov.uk/methodology/classificationsandstandards/ukstandardindustrialclassificationofeconomicactivities/uksic2007
 * Groups that only repeat their division are left to the division's name.
 */
const table = `
01 Crop and animal production, hunting
014 Animal production
016 Support activities to agriculture
02 Forestry and logging
03 Fishing and aquaculture
05 Mining of coal and lignite
06 Extraction of crude petroleum and natural gas
07 Mining of metal ores
08 Other mining and quarrying
09 Mining support services
10 Manufacture of food products
101 Processing and preserving of meat
103 Processing and preserving of fruit and vegetables
105 Manufacture of dairy products
107 Manufacture of bakery products
11 Manufacture of beverages
12 Manufacture of tobacco products
13 Manufacture of textiles
14 Manufacture of clothing
15 Manufacture of leather products
16 Manufacture of wood and cork products
17 Manufacture of paper and paper products
18 Printing and reproduction of recorded media
181 Printing and related services
19 Manufacture of coke and refined petroleum
20 Manufacture of chemicals
203 Manufacture of paints, varnishes and coatings
204 Manufacture of soap, detergents and perfumes
21 Manufacture of pharmaceuticals
22 Manufacture of rubber and plastic products
221 Manufacture of rubber products
222 Manufacture of plastics products
23 Manufacture of other non-metallic mineral products
231 Manufacture of glass
236 Manufacture of concrete, cement and plaster products
24 Manufacture of basic metals
25 Manufacture of fabricated metal products
251 Manufacture of structural metal products
256 Treatment, coating and machining of metals
257 Manufacture of cutlery, tools and hardware
26 Manufacture of computer, electronic and optical products
261 Manufacture of electronic components and boards
262 Manufacture of computers and peripherals
263 Manufacture of communication equipment
264 Manufacture of consumer electronics
265 Manufacture of measuring and navigation instruments
266 Manufacture of electromedical equipment
27 Manufacture of electrical equipment
271 Manufacture of electric motors and distribution apparatus
272 Manufacture of batteries
274 Manufacture of electric lighting equipment
275 Manufacture of domestic appliances
28 Manufacture of machinery
289 Manufacture of other special-purpose machinery
29 Manufacture of motor vehicles
30 Manufacture of other transport equipment
301 Building of ships and boats
302 Manufacture of railway locomotives and rolling stock
303 Manufacture of air and spacecraft
31 Manufacture of furniture
32 Other manufacturing
325 Manufacture of medical and dental instruments
33 Repair and installation of machinery
35 Electricity, gas, steam and air conditioning supply
351 Electric power generation, transmission and distribution
352 Manufacture and distribution of gas
36 Water collection, treatment and supply
37 Sewerage
38 Waste collection, treatment and disposal; materials recovery
381 Waste collection
382 Waste treatment and disposal
383 Materials recovery
39 Remediation and other waste management
41 Construction of buildings
411 Development of building projects
412 Construction of residential and non-residential buildings
42 Civil engineering
421 Construction of roads and railways
422 Construction of utility projects
43 Specialised construction activities
431 Demolition and site preparation
432 Electrical, plumbing and other construction installation
433 Building completion and finishing
45 Trade and repair of motor vehicles
451 Sale of motor vehicles
452 Maintenance and repair of motor vehicles
453 Sale of motor vehicle parts and accessories
46 Wholesale trade
461 Wholesale on a fee or contract basis
463 Wholesale of food, beverages and tobacco
464 Wholesale of household goods
465 Wholesale of information and communication equipment
466 Wholesale of other machinery and equipment
47 Retail trade
471 Retail sale in non-specialised stores
472 Retail sale of food, beverages and tobacco
473 Retail sale of automotive fuel
474 Retail sale of information and communication equipment
475 Retail sale of other household equipment
476 Retail sale of cultural and recreation goods
477 Retail sale of other goods in specialised stores
479 Retail trade by mail order and internet
49 Land transport and pipelines
491 Passenger rail transport, interurban
492 Freight rail transport
494 Freight transport by road and removal services
50 Water transport
51 Air transport
511 Passenger air transport
52 Warehousing and support activities for transportation
521 Warehousing and storage
522 Support activities for transportation
53 Postal and courier activities
55 Accommodation
551 Hotels and similar accommodation
552 Holiday and other short-stay accommodation
56 Food and beverage service activities
561 Restaurants and mobile food service
562 Event catering and other food service
563 Beverage serving activities
58 Publishing activities
581 Publishing of books, periodicals and other publishing
582 Software publishing
59 Film, video, television and music production
591 Motion picture, video and television programme activities
592 Sound recording and music publishing
60 Programming and broadcasting
601 Radio broadcasting
602 Television programming and broadcasting
61 Telecommunications
611 Wired telecommunications
612 Wireless telecommunications
613 Satellite telecommunications
62 Computer programming, consultancy and related activities
63 Information service activities
631 Data processing, hosting and web portals
64 Financial service activities, except insurance and pensions
641 Monetary intermediation
642 Activities of holding companies
643 Trusts, funds and similar financial entities
65 Insurance, reinsurance and pension funding
651 Insurance
652 Reinsurance
653 Pension funding
66 Activities auxiliary to financial services and insurance
661 Activities auxiliary to financial services
662 Activities auxiliary to insurance and pension funding
663 Fund management
68 Real estate activities
681 Buying and selling of own real estate
682 Renting and operating of own or leased real estate
683 Real estate activities on a fee or contract basis
69 Legal and accounting activities
691 Legal activities
692 Accounting, bookkeeping and auditing; tax consultancy
70 Head offices; management consultancy
701 Activities of head offices
702 Management consultancy activities
71 Architectural and engineering activities; technical testing
711 Architectural and engineering activities
712 Technical testing and analysis
72 Scientific research and development
721 Research and development on natural sciences and engineering
722 Research and development on social sciences and humanities
73 Advertising and market research
731 Advertising
732 Market research and public opinion polling
74 Other professional, scientific and technical activities
741 Specialised design activities
742 Photographic activities
743 Translation and interpretation activities
75 Veterinary activities
77 Rental and leasing activities
771 Renting and leasing of motor vehicles
772 Renting and leasing of personal and household goods
773 Renting and leasing of other machinery and equipment
774 Leasing of intellectual property
78 Employment activities
781 Activities of employment placement agencies
782 Temporary employment agency activities
783 Other human resources provision
79 Travel agency, tour operator and reservation services
791 Travel agency and tour operator activities
80 Security and investigation activities
801 Private security activities
802 Security systems service activities
803 Investigation activities
81 Services to buildings and landscape
811 Combined facilities support activities
812 Cleaning activities
813 Landscape service activities
82 Office administrative and other business support
821 Office administrative and support activities
822 Activities of call centres
823 Organisation of conventions and trade shows
84 Public administration, defence and social security
85 Education
851 Pre-primary education
852 Primary education
853 Secondary education
854 Higher education
855 Other education
856 Educational support activities
86 Human health activities
861 Hospital activities
862 Medical and dental practice activities
87 Residential care activities
88 Social work activities without accommodation
90 Creative, arts and entertainment activities
91 Libraries, archives, museums and other cultural activities
92 Gambling and betting activities
93 Sports, amusement and recreation activities
931 Sports activities
932 Amusement and recreation activities
94 Activities of membership organisations
941 Business, employers and professional membership organisations
942 Trade unions
95 Repair of computers, personal and household goods
951 Repair of computers and communication equipment
952 Repair of personal and household goods
96 Other personal service activities
97 Activities of households as employers of domestic staff
98 Undifferentiated production by private households for own use
99 Activities of extraterritorial organisations
`;

const names = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1)] as const;
    }),
);

/**
 * The name of the group, else the division, that a five-digit register code lies in. Null for codes
 * outside the classification, such as 99999 (dormant company), which say nothing of an industry.
 */
export function sicName(code: string): string | null {
  // 98000 and 99999 are the register's own codes for residents' property management and dormancy.
  if (!/^\d{4,5}$/.test(code) || code === '99999' || code === '98000') return null;
  return names.get(code.slice(0, 3)) ?? names.get(code.slice(0, 2)) ?? null;
}
