import DISCONNECT from '@salesforce/label/c.Setup_Disconnect';
import DATA from '@salesforce/label/c.Setup_Disconnect_Data';
import KEEP from '@salesforce/label/c.Setup_Disconnect_Keep';
import SECRETS from '@salesforce/label/c.Setup_Disconnect_Secrets';
import STOPS from '@salesforce/label/c.Setup_Disconnect_Stops';
import LightningModal from 'lightning/modal';

/** Asks before the connection is ended, and says what that means; answers `disconnect`, or nothing. */
export default class OppspotSetupDisconnectConfirm extends LightningModal {
  labels = { disconnect: DISCONNECT, keep: KEEP };
  consequences = [STOPS, SECRETS, DATA];

  keep() {
    this.close();
  }
  disconnect() {
    this.close('disconnect');
  }
}
