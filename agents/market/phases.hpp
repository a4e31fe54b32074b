// P1: what vehicles cost, how many are ordered, and which.
#pragma once

#include "engine/core/quantity.hpp"
#include "engine/state/table.hpp"

namespace trellis {

class Economy;
class Step;

void tell_vehicle_prices(Step& step, Economy& e);
void tell_vehicle_demand(Step& step, Economy& e);
void tell_vehicle_sales(Step& step, Economy& e);
void tell_fleet(Step& step, Economy& e);

// What a vehicle costs its buyer in the first month under the law of the base year; sets its factory price, too.
VehiclePrice base_year_buyer_price(Economy& e, Row product);

}  // namespace trellis
